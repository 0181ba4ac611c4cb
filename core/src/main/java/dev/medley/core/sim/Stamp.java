package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;

/// Times on commands, and names for what is said, by which chances are drawn: they tell what is
/// spoken of, but not when.
final class Stamp {

    private Stamp() {}

    /// The same command at another time.
    static Command at(Command command, long atMs) {
        return switch (command) {
            case Command.Submit c -> new Command.Submit(atMs, c.work(), c.care());
            case Command.Change c -> new Command.Change(atMs, c.work());
            case Command.Cancel c -> new Command.Cancel(atMs, c.work());
            case Command.Observe c -> new Command.Observe(atMs, c.seen());
            case Command.AddNode c -> new Command.AddNode(atMs, c.node());
            case Command.RemoveNode c -> new Command.RemoveNode(atMs, c.node());
            case Command.Cordon c -> new Command.Cordon(atMs, c.node(), c.cordoned());
            case Command.Drain c -> new Command.Drain(atMs, c.node());
            case Command.Tick _ -> new Command.Tick(atMs);
        };
    }

    static String name(Command command) {
        return switch (command) {
            case Command.Submit c -> "submit " + c.work().name();
            case Command.Change c -> "change " + c.work().name();
            case Command.Cancel c -> "cancel " + c.work();
            case Command.Observe c -> name(c.seen());
            case Command.AddNode c -> "add " + c.node().id();
            case Command.RemoveNode c -> "remove " + c.node();
            case Command.Cordon c -> "cordon " + c.node();
            case Command.Drain c -> "drain " + c.node();
            case Command.Tick _ -> "tick";
        };
    }

    static String name(Observation seen) {
        return switch (seen) {
            case Observation.Started o -> "started " + o.run();
            case Observation.Progress o -> "progress " + o.run();
            case Observation.Ended o -> "ended " + o.run();
            case Observation.NodeSeen o -> "seen " + o.node();
            case Observation.NodeLost o -> "lost " + o.node();
            case Observation.NodeReturned o -> "returned " + o.node();
            case Observation.DeviceLost o -> "lost " + o.node() + "/" + o.device();
            case Observation.DeviceDegraded o -> "degraded " + o.node() + "/" + o.device();
            case Observation.DeviceReturned o -> "returned " + o.node() + "/" + o.device();
        };
    }

    static String name(Effect effect) {
        return switch (effect) {
            case Effect.Start e -> "start " + e.run();
            case Effect.Stop e -> "stop " + e.run();
            case Effect.Ask e -> "ask " + e.run();
            case Effect.Wake _ -> "wake";
        };
    }
}
