/// Commands that play traces and fleets in virtual time.
@NullMarked
package dev.medley.cli.simulate;

import org.jspecify.annotations.NullMarked;
