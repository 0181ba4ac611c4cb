package dev.medley.core.ledger.vouchers;

import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A public programme that pays part of what compute costs. What its source does not say is null or
/// empty, and is unknown: an unknown cap limits nothing and is told, an unknown share pays nothing
/// until a grant states it.
///
/// @param id lower case: `hangzhou-compute-vouchers`
/// @param country whose chips count as domestic (ISO 3166-1 alpha-2)
/// @param window days on which contracts may be signed and run
/// @param poolCap all that it pays
/// @param companyCap what it pays one company in a calendar year
/// @param contractCap what it pays for one contract
/// @param tiers shares of eligible cost by chip origin and item; empty is unknown
/// @param stacking which other programmes may pay for the same contract
/// @param funding shares of who pays, in millionths; empty is unknown
/// @param conditions what a contract must fulfil, as far as the books can tell
/// @param remarks what else the source says, for people to check
/// @param evidence papers a claim needs beside invoice and delivery certificate
public record Programme(
        String id,
        String title,
        String issuer,
        String country,
        Window window,
        VoucherUnit unit,
        @Nullable Cap poolCap,
        @Nullable Long companyCap,
        @Nullable Long contractCap,
        List<Tier> tiers,
        Stacking stacking,
        SortedMap<String, Long> funding,
        Conditions conditions,
        List<String> remarks,
        List<String> evidence,
        Provenance provenance) {

    /// The whole, in millionths.
    public static final long WHOLE = 1_000_000;

    /// Largest amount in smallest units; sums of thousands of them stay in range.
    public static final long MOST = 1L << 50;

    /// Papers that every claim needs.
    public static final String INVOICE = "invoice";

    public static final String DELIVERY = "delivery-certificate";

    public Programme {
        tiers = List.copyOf(tiers);
        funding = Collections.unmodifiableSortedMap(new TreeMap<>(funding));
        remarks = List.copyOf(remarks);
        evidence = List.copyOf(evidence);
    }

    /// From a day to a day, both included; null is open or unknown.
    public record Window(@Nullable LocalDate from, @Nullable LocalDate to) {

        public static final Window OPEN = new Window(null, null);

        public boolean has(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }

        @Override
        public String toString() {
            return (from == null ? "?" : from) + " to " + (to == null ? "?" : to);
        }
    }

    /// A limit, each calendar year or once for all.
    public record Cap(long amount, boolean yearly) {}

    /// What share of a cost is paid.
    ///
    /// @param items kinds of cost it is for
    /// @param millionths share of the cost, at most [#WHOLE]
    public record Tier(List<Item> items, Origin origin, long millionths) {
        public Tier {
            items = List.copyOf(items);
            if (millionths < 0 || millionths > WHOLE) {
                throw new IllegalArgumentException(
                        "The share (%d millionths) of a tier must lie between 0 and 1."
                                .formatted(millionths));
            }
        }
    }

    /// What a cost is for.
    public enum Item {
        COMPUTE,
        /// Tokens of a model that is registered with the authority.
        REGISTERED_MODEL_SERVICE,
        MODEL_SERVICE,
        CORPUS,
        OWN_BUILD,
        POWER,
        STORAGE,
        NETWORK,
        SECURITY,
        OTHER
    }

    /// Where the designer of a chip has its headquarters, seen from the programme.
    public enum Origin {
        ANY,
        DOMESTIC,
        FOREIGN
    }

    /// Which other programmes may pay for the same contract.
    ///
    /// @param rule null where the source does not say
    /// @param with programmes, where only some may
    public record Stacking(@Nullable Rule rule, List<String> with) {

        /// Kinds of stacking.
        public enum Rule {
            NONE,
            ANY,
            LISTED
        }

        public Stacking {
            with = List.copyOf(with);
        }

        /// Whether this programme bears the other; what is unknown counts as no.
        public boolean bears(String other) {
            return rule == Rule.ANY || (rule == Rule.LISTED && with.contains(other));
        }
    }

    /// What a contract must fulfil.
    ///
    /// @param longestTermDays of a contract, or null without limit
    /// @param independentSupplier whether the supplier must not be affiliated with the buyer
    /// @param suppliers that alone may be paid; empty is any
    public record Conditions(
            @Nullable Integer longestTermDays,
            boolean independentSupplier,
            List<String> suppliers) {
        public Conditions {
            suppliers = List.copyOf(suppliers);
        }
    }
}
