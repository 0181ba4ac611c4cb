package dev.medley.core.ledger.vouchers;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A contract on compute, with what was used and invoiced under it.
///
/// @param id unique
/// @param buyer company that pays
/// @param affiliated whether buyer and supplier belong together; null is unknown
/// @param first first day of its term
/// @param last last day of its term
/// @param currency what its prices count in
/// @param value all that it will cost, in hundredths of the currency, or null when unknown
/// @param pools pools of the fleet that it pays for
/// @param evidence references of papers by kind: `contract`, `usage-log`
public record Contract(
        String id,
        String buyer,
        String supplier,
        @Nullable Boolean affiliated,
        LocalDate signed,
        LocalDate first,
        LocalDate last,
        String currency,
        @Nullable Long value,
        List<String> pools,
        List<UsageLine> usage,
        List<Invoice> invoices,
        SortedMap<String, String> evidence) {

    public Contract {
        pools = List.copyOf(pools);
        usage = List.copyOf(usage);
        invoices = List.copyOf(invoices);
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }

    /// What was used on a day.
    ///
    /// @param id unique over all contracts
    /// @param chip what it ran on, or "" when unknown
    /// @param designer country of the chip designer's headquarters, or "" when unknown
    /// @param cardSeconds time of cards, or null where it is not sold by time
    /// @param devicesPerCard devices that one card shows itself as
    /// @param gflops dense FP16 peak of a card in GFLOPS, or null when unknown
    /// @param joules energy at the plug, or null when nobody metered it
    /// @param tokens or null where it is not sold by tokens
    /// @param amount price in hundredths of the contract's currency
    public record UsageLine(
            String id,
            LocalDate day,
            Programme.Item item,
            String chip,
            String designer,
            String site,
            @Nullable Long cardSeconds,
            int devicesPerCard,
            @Nullable Long gflops,
            @Nullable Long joules,
            @Nullable Long tokens,
            long amount) {}

    /// What the supplier asked for.
    ///
    /// @param amount in hundredths of the contract's currency, at least that of its lines
    /// @param lines ids of the usage lines on it
    /// @param delivery number of the delivery certificate, or "" where there is none yet
    /// @param delivered day of that certificate
    public record Invoice(
            String number,
            LocalDate day,
            long amount,
            List<String> lines,
            String delivery,
            @Nullable LocalDate delivered) {
        public Invoice {
            lines = List.copyOf(lines);
        }

        /// Whether invoice and delivery certificate were there on a day.
        public boolean settledBy(LocalDate on) {
            return !day.isAfter(on)
                    && !delivery.isEmpty()
                    && delivered != null
                    && !delivered.isAfter(on);
        }
    }
}
