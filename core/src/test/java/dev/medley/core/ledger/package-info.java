/// Tests of the books.
@NullMarked
package dev.medley.core.ledger;

import org.jspecify.annotations.NullMarked;
