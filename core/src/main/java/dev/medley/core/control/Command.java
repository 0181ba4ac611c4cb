package dev.medley.core.control;

import dev.medley.core.place.Node;
import dev.medley.core.work.Work;

/// What a controller is asked to do, or told. Each says when.
public sealed interface Command {

    /// Milliseconds on the driver's clock.
    long atMs();

    /// Takes new work in.
    record Submit(long atMs, Work work, Care care) implements Command {}

    /// Replaces what a work asks for; it keeps its name, its progress, and its runs as far as they
    /// still serve.
    record Change(long atMs, Work work) implements Command {}

    record Cancel(long atMs, String work) implements Command {}

    record Observe(long atMs, Observation seen) implements Command {}

    record AddNode(long atMs, Node node) implements Command {}

    /// What runs there is stopped first; then the node goes for good.
    record RemoveNode(long atMs, String node) implements Command {}

    /// A cordoned node keeps what it runs and takes nothing new.
    record Cordon(long atMs, String node, boolean cordoned) implements Command {}

    /// What runs there is moved off, saving what can be saved, and nothing new comes. The node
    /// stays known; [Cordon] with false brings it back.
    record Drain(long atMs, String node) implements Command {}

    /// Holds a market round.
    record Tick(long atMs) implements Command {}
}
