/// Reads a tree of sources and finds what ties them to CUDA. Nothing that is read is ever run.
///
/// `SourceTree` walks the folder and says what it passes over and why; `Language` picks a reader by
/// name; a reader takes one file apart far enough to tell code from comments and text, and hands
/// out clues (`core.port`); `Collector` keeps those that a rule knows.
@NullMarked
package dev.medley.portscan;

import org.jspecify.annotations.NullMarked;
