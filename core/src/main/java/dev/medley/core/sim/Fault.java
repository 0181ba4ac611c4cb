package dev.medley.core.sim;

/// What goes wrong, and when. Losses end after a while.
public sealed interface Fault {

    long atMs();

    /// The node is dead with all it ran.
    record NodeLoss(long atMs, String node, long forMs) implements Fault {}

    record DeviceLoss(long atMs, String node, int device, long forMs) implements Fault {}

    /// The node's devices run at such a part of their speed.
    record SlowNode(long atMs, String node, double speed, long forMs) implements Fault {}

    /// The controller dies between deciding and acting: its events are durable, its effects are not
    /// carried out, and it comes back by applying its events.
    record Crash(long atMs) implements Fault {}
}
