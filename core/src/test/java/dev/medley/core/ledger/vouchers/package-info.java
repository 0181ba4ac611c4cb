/// Tests of vouchers.
@NullMarked
package dev.medley.core.ledger.vouchers;

import org.jspecify.annotations.NullMarked;
