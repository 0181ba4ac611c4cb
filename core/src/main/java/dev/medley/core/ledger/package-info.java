/// Double-entry books of what is used and what is paid: device time, energy, money and vouchers.
/// Every posting balances in every commodity, entries never change, and a wrong posting is refused
/// with reasons. `control.Ledger` meters device time as it passes; [Metering] brings its figures
/// here.
@NullMarked
package dev.medley.core.ledger;

import org.jspecify.annotations.NullMarked;
