/// The server put together, and commands on what it keeps.
@NullMarked
package dev.medley.cli.serve;

import org.jspecify.annotations.NullMarked;
