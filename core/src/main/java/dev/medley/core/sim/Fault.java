package dev.medley.core.sim;

/// What goes wrong, and when. Losses end after a while.
public sealed interface Fault {

    long atMs();

    /// How long it lasts; 0 if it is over at once.
    long forMs();

    /// The node is dead with all it ran.
    record NodeLoss(long atMs, String node, long forMs) implements Fault {}

    record DeviceLoss(long atMs, String node, int device, long forMs) implements Fault {}

    /// The node's devices run at such a part of their speed.
    record SlowNode(long atMs, String node, double speed, long forMs) implements Fault {}

    /// The clock of whoever drives the controller is ahead by so much, or behind if negative.
    record ClockJump(long atMs, long byMs, long forMs) implements Fault {}

    /// The controller dies over its next decision that has effects, and comes back by applying its
    /// events.
    record Crash(long atMs) implements Fault {
        @Override
        public long forMs() {
            return 0;
        }
    }
}
