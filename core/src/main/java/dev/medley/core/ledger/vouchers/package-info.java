/// Compute vouchers: programmes as data, contracts and usage lines as papers, and the life cycle of
/// a voucher from application to payment, kept in the books. A voucher lowers a price; it is never
/// a device.
@NullMarked
package dev.medley.core.ledger.vouchers;

import org.jspecify.annotations.NullMarked;
