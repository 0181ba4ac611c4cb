package dev.medley.core.ledger;

import java.util.Comparator;
import java.util.Locale;

/// Somebody's account for some purpose.
///
/// @param id name of the holder, unique among its kind
/// @param purpose what the holder keeps apart: `usage`, `invoiced`, `granted`
public record Account(Holder holder, String id, String purpose) implements Comparable<Account> {

    /// Who holds accounts.
    public enum Holder {
        TENANT,
        COMPANY,
        POOL,
        SUPPLIER,
        PROGRAMME,
        /// Who pays for a programme.
        FUNDER
    }

    private static final Comparator<Account> ORDER =
            Comparator.comparing(Account::holder)
                    .thenComparing(Account::id)
                    .thenComparing(Account::purpose);

    @Override
    public int compareTo(Account other) {
        return ORDER.compare(this, other);
    }

    /// `company:north/granted`.
    @Override
    public String toString() {
        return holder.name().toLowerCase(Locale.ROOT) + ":" + id + "/" + purpose;
    }
}
