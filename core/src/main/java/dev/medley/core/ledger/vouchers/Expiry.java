package dev.medley.core.ledger.vouchers;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What will be lost of a voucher, and when, unless something is done.
///
/// @param amount in the programme's smallest units
/// @param on last day on which it can be saved
/// @param loss what has to be done until then
public record Expiry(Voucher voucher, long amount, LocalDate on, Loss loss) {

    /// What would be left undone.
    public enum Loss {
        UNUSED,
        /// It was used, but no usage line stands against it yet.
        UNBOOKED,
        UNCLAIMED
    }

    /// Of all vouchers that are alive, soonest first, then by voucher.
    ///
    /// @param date until which lines count as used
    public static List<Expiry> of(VoucherDesk desk, Collection<Voucher> vouchers, LocalDate date) {
        var all = new ArrayList<Expiry>();
        for (var voucher : vouchers) {
            var terms = voucher.terms();
            if (terms == null) {
                continue;
            }
            long pending = Claims.pending(desk, voucher, date);
            if (voucher.open() > pending && !date.isAfter(terms.until())) {
                all.add(new Expiry(voucher, voucher.open() - pending, terms.until(), Loss.UNUSED));
            }
            var book = voucher.lastDay();
            if (pending > 0 && book != null) {
                all.add(new Expiry(voucher, pending, book, Loss.UNBOOKED));
            }
            var last = terms.claimUntil();
            boolean used =
                    voucher.state() == VoucherState.CONSUMED
                            || voucher.state() == VoucherState.SETTLED;
            if (used && last != null) {
                all.add(new Expiry(voucher, voucher.consumed(), last, Loss.UNCLAIMED));
            }
        }
        all.sort(
                Comparator.comparing(Expiry::on)
                        .thenComparing(expiry -> expiry.voucher().id())
                        .thenComparing(Expiry::loss));
        return all;
    }

    /// Days from a date to the last.
    public long daysFrom(LocalDate date) {
        return ChronoUnit.DAYS.between(date, on);
    }
}
