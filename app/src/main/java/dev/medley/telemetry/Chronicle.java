package dev.medley.telemetry;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Reply;
import dev.medley.live.Entry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.function.Consumer;

/// Logs a line per journal entry: who, what, and what came of it. The journal is the truth; this is
/// for whoever looks on. What works are made of (commands, environments) is never logged.
public final class Chronicle implements Consumer<Entry> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.medley.chronicle");

    @Override
    public void accept(Entry entry) {
        // Progress and unchanged rounds would drown everything else.
        boolean small = entry.events().stream().allMatch(Chronicle::isSmall);
        var line = small && !entry.origin().isPerson() ? LOG.atDebug() : LOG.atInfo();
        var events = new LinkedHashMap<String, Integer>();
        entry.events().forEach(e -> events.merge(e.getClass().getSimpleName(), 1, Integer::sum));
        line =
                line.addKeyValue("entry", entry.number())
                        .addKeyValue("by", entry.origin().by())
                        .addKeyValue("command", Metrics.word(entry.command()))
                        .addKeyValue("subject", subject(entry.command()))
                        .addKeyValue("reply", Metrics.word(entry.reply()))
                        .addKeyValue("events", events);
        if (entry.reply() instanceof Reply.Refused refused) {
            line = line.addKeyValue("code", refused.reasons().getFirst().code());
        }
        line.log("decided");
    }

    private static boolean isSmall(Event event) {
        return event instanceof Event.RunProgressed
                || event instanceof Event.Priced
                || event instanceof Event.RateLearnt;
    }

    private static String subject(Command command) {
        return switch (command) {
            case Command.Submit c -> c.work().name();
            case Command.Change c -> c.work().name();
            case Command.Cancel c -> c.work();
            case Command.Observe c -> c.seen().getClass().getSimpleName();
            case Command.AddNode c -> c.node().id();
            case Command.RemoveNode c -> c.node();
            case Command.Cordon c -> c.node();
            case Command.Drain c -> c.node();
            case Command.Tick _ -> "";
        };
    }
}
