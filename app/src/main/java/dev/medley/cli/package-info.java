/// The command line: the composition root, and the only adapter that knows the others.
@NullMarked
package dev.medley.cli;

import org.jspecify.annotations.NullMarked;
