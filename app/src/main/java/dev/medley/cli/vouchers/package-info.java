/// The command that shows vouchers and makes claims.
@NullMarked
package dev.medley.cli.vouchers;

import org.jspecify.annotations.NullMarked;
