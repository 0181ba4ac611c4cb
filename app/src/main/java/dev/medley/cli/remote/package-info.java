/// Commands that ask a running server.
@NullMarked
package dev.medley.cli.remote;

import org.jspecify.annotations.NullMarked;
