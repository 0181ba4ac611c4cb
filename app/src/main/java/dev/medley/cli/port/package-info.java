/// The command that reads code for what ties it to CUDA.
@NullMarked
package dev.medley.cli.port;

import org.jspecify.annotations.NullMarked;
