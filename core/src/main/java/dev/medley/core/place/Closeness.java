package dev.medley.core.place;

/// How near to one another the members of a gang must be.
public sealed interface Closeness {

    /// Every node is the innermost domain of itself.
    String NODE = "node";

    /// Any nodes will do.
    record Anywhere() implements Closeness {}

    /// In one domain of this tier if there is one with room, else in as few as possible.
    record Prefer(String tier) implements Closeness {}

    /// In one domain of this tier or not at all.
    record Require(String tier) implements Closeness {}
}
