package dev.medley.telemetry;

import dev.medley.core.control.Decision;
import dev.medley.core.control.Event.Priced;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// What a flight recording of the server shows beside the JVM's own events.
final class FlightEvents {

    private FlightEvents() {}

    @Name("medley.Decision")
    @Label("Decision")
    @Category("Medley")
    @Description("One command was decided")
    @StackTrace(false)
    static final class DecisionEvent extends Event {
        @Label("Command")
        String command = "";

        @Label("Reply")
        String reply = "";

        @Label("Events")
        int events;

        @Label("Effects")
        int effects;

        @Label("Took")
        @Timespan
        long took;
    }

    @Name("medley.Append")
    @Label("Append")
    @Category("Medley")
    @Description("A batch of entries was made durable")
    @StackTrace(false)
    static final class AppendEvent extends Event {
        @Label("Entries")
        int entries;

        @Label("Took")
        @Timespan
        long took;
    }

    @Name("medley.Round")
    @Label("Market round")
    @Category("Medley")
    @Description("Devices were sold to the works they serve best")
    @StackTrace(false)
    static final class RoundEvent extends Event {
        @Label("Objective")
        double objective;

        @Label("Bound")
        double bound;

        @Label("Events")
        int events;

        @Label("Took")
        @Timespan
        long took;
    }

    static void decided(String command, String reply, Decision decision, long nanos) {
        var event = new DecisionEvent();
        if (event.shouldCommit()) {
            event.command = command;
            event.reply = reply;
            event.events = decision.events().size();
            event.effects = decision.effects().size();
            event.took = nanos;
            event.commit();
        }
        for (var one : decision.events()) {
            if (one instanceof Priced priced) {
                round(priced, decision, nanos);
            }
        }
    }

    private static void round(Priced priced, Decision decision, long nanos) {
        var event = new RoundEvent();
        if (event.shouldCommit()) {
            event.objective = priced.objective();
            event.bound = priced.bound();
            event.events = decision.events().size();
            event.took = nanos;
            event.commit();
        }
    }

    static void appended(int entries, long nanos) {
        var event = new AppendEvent();
        if (event.shouldCommit()) {
            event.entries = entries;
            event.took = nanos;
            event.commit();
        }
    }
}
