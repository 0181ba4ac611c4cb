package dev.medley.journal;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Reply;
import dev.medley.live.Entry;
import dev.medley.live.Origin;
import dev.medley.live.Workshop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A process that appends to a journal as fast as it can, and says on stdout what is durable. A
/// full disk it sits out, as the loop does. It is there to be killed.
final class Appender {

    private static final long REST_MS = 20;

    /// So much text is in each entry, that files grow.
    private static final int PADDING = 400;

    private Appender() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var keeping = new Keeping(500, 0, 0, 2_000);
        var random = new SplittableRandom(Long.parseLong(args[1]));
        var setup = Workshop.setup();
        try (var journal = Journals.open(args[0], keeping)) {
            var recovered = journal.recover(setup);
            var state = recovered.state();
            long last = recovered.last();
            say("began " + last);
            while (true) {
                var batch = batch(last, random.nextInt(1, 30));
                try {
                    journal.append(batch);
                    last += batch.size();
                    for (var entry : batch) {
                        entry.events().forEach(state::apply);
                    }
                    say("durable " + last);
                    journal.offer(state, last);
                } catch (IOException full) {
                    say("failed " + full.getMessage());
                    Thread.sleep(REST_MS);
                    var again = journal.recover(setup);
                    state = again.state();
                    last = again.last();
                }
            }
        }
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private static List<Entry> batch(long last, int size) {
        var batch = new ArrayList<Entry>();
        for (long number = last + 1; number <= last + size; number++) {
            batch.add(entry(number));
        }
        return batch;
    }

    /// What entry N is, whoever writes it.
    static Entry entry(long number) {
        long at = number * 10;
        var origin = new Origin("ann", "us", "key-" + number, "x".repeat(PADDING));
        if (number == 1) {
            var node = Workshop.NODES.getFirst();
            return new Entry(
                    1,
                    origin,
                    new Command.AddNode(at, node),
                    List.of(new Event.NodeAdded(at, node)),
                    new Reply.Accepted());
        }
        boolean shut = number % 2 == 0;
        return new Entry(
                number,
                origin,
                new Command.Cordon(at, "n0", shut),
                List.of(new Event.NodeCordoned(at, "n0", shut)),
                new Reply.Accepted());
    }
}
