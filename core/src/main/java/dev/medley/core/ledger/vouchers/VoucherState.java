package dev.medley.core.ledger.vouchers;

import java.util.Locale;

/// How far a voucher has come. The first seven follow one another; the others end it.
public enum VoucherState {
    APPLIED,
    GRANTED,
    /// Bound to a contract.
    RESERVED,
    /// Usage lines stand against it.
    CONSUMED,
    /// Invoice and delivery certificate are there.
    SETTLED,
    CLAIMED,
    PAID,
    REJECTED,
    EXPIRED,
    CLAWED_BACK;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether anything can still come of it, or has.
    public boolean isAlive() {
        return this != REJECTED && this != EXPIRED;
    }
}
