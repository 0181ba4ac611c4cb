package dev.medley.core.ledger.vouchers;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What happens to a voucher on a day.
public sealed interface VoucherCommand {

    /// Of the voucher.
    String id();

    LocalDate on();

    /// Asks for it.
    ///
    /// @param contract it is for, or "" while that is open
    /// @param evidence references of papers by kind, beside those of the contract
    record Apply(
            String id,
            LocalDate on,
            String programme,
            String company,
            String contract,
            SortedMap<String, String> evidence)
            implements VoucherCommand {
        public Apply {
            evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        }
    }

    record Grant(String id, LocalDate on, Voucher.Terms terms) implements VoucherCommand {}

    /// Binds it to a contract; what is granted beyond the amount goes back.
    record Reserve(String id, LocalDate on, String contract, long amount)
            implements VoucherCommand {}

    /// Puts usage lines against it; may be given again while something is left.
    record Consume(String id, LocalDate on, List<String> lines) implements VoucherCommand {
        public Consume {
            lines = List.copyOf(lines);
        }
    }

    /// Says that every line has its invoice and delivery certificate.
    record Settle(String id, LocalDate on) implements VoucherCommand {}

    /// Asks for payment.
    ///
    /// @param evidence references of papers by kind, beside those there are
    record Claim(String id, LocalDate on, SortedMap<String, String> evidence)
            implements VoucherCommand {
        public Claim {
            evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        }
    }

    /// Pays.
    ///
    /// @param amount or null for all that is claimed
    record Pay(String id, LocalDate on, @Nullable Long amount) implements VoucherCommand {}

    record Reject(String id, LocalDate on) implements VoucherCommand {}

    record Expire(String id, LocalDate on) implements VoucherCommand {}

    record ClawBack(String id, LocalDate on) implements VoucherCommand {}
}
