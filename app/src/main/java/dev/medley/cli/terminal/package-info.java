/// What commands say, and how: exit codes, colour, JSON, figures, progress, names that lead to
/// nothing.
@NullMarked
package dev.medley.cli.terminal;

import org.jspecify.annotations.NullMarked;
