package dev.medley.core.port;

/// What becomes of a thing on another stack, from nothing to do up to no way known.
public enum Portability {
    /// Runs unchanged; where the replacement says so, somebody looks at it once.
    WORKS,
    /// A tool or a plain substitution does it.
    AUTOMATIC,
    /// Something of the same purpose exists and is put in its place by hand.
    REPLACE,
    /// Has to be written anew.
    REWRITE,
    /// No way is known.
    BLOCKED
}
