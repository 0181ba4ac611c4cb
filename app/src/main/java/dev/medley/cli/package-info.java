/// The command line: the composition root, and the only adapter that knows the others. Its rooms
/// are kinds of commands; `input` and `terminal` hold what all of them read and say.
@NullMarked
package dev.medley.cli;

import org.jspecify.annotations.NullMarked;
