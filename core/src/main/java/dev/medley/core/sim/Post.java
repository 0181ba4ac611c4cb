package dev.medley.core.sim;

import dev.medley.core.units.Streams;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Carries messages between controller and executor, as badly as the scenario's chances say.
///
/// What becomes of a message is drawn by what it says and how often it was said before, so that
/// leaving one work out of a scenario changes nothing for the messages about another.
final class Post {

    /// What happens to messages that nothing threatens; they need not be named.
    static final List<Long> AT_ONCE = List.of(0L);

    private static final long MOST_DELAY_MS = 600_000;

    private final Streams streams;
    private final TreeMap<String, Integer> said = new TreeMap<>();

    Post(Streams streams) {
        this.streams = streams;
    }

    /// Milliseconds after which a message arrives: none if it is lost, two if it is repeated.
    List<Long> delays(String message, Chances.Messages chances) {
        var name = "message " + message + " " + said.merge(message, 1, Integer::sum);
        var delays = new ArrayList<Long>();
        if (streams.share(name + " lost") >= chances.lost()) {
            boolean late = streams.share(name + " late") < chances.late();
            delays.add(late ? (long) (streams.share(name + " by") * MOST_DELAY_MS) : 0);
            if (streams.share(name + " again") < chances.repeated()) {
                delays.add((long) (streams.share(name + " after") * MOST_DELAY_MS));
            }
        }
        return delays;
    }
}
