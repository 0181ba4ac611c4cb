package dev.medley.core.ledger.vouchers;

import dev.medley.core.fit.Reason;

import org.jspecify.annotations.Nullable;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What a programme bears of which cost, and which contracts it takes.
///
/// A usage line is measured in the programme's unit: its price, its tokens, its card-seconds, or
/// its card-seconds times the card's peak. Of that, the share of its tier is borne, rounded down.
/// Where the chip's origin is unknown, the share is the smallest that any origin would get.
///
/// Worked example: a line of 3,000.00 CNY on an Ascend 910C under a programme with 30 % for
/// domestic and 20 % for foreign chips is borne with 900.00 CNY; on an H20 with 600.00 CNY; on a
/// chip of unknown origin with 600.00 CNY too.
public final class Eligibility {

    private Eligibility() {}

    /// What is borne of a line.
    public sealed interface Borne {
        /// A part of it.
        ///
        /// @param millionths share that its tier pays
        /// @param measure of the line in the programme's unit
        record Part(long millionths, long measure, long amount) implements Borne {}

        record Nothing(Reason reason) implements Borne {}
    }

    /// What a programme bears of a line.
    ///
    /// @param most share that the grant itself allows at most, or null where only tiers count
    public static Borne of(
            Programme programme, @Nullable Long most, Contract contract, Contract.UsageLine line) {
        var share = share(programme, most, line.item(), line.designer());
        if (share == null) {
            return nothing(
                    "not-eligible",
                    "'%s' pays nothing for %s of line %s"
                            .formatted(programme.id(), word(line.item()), line.id()));
        }
        var unit = programme.unit();
        if (unit.kind() == VoucherUnit.Kind.MONEY && !unit.currency().equals(contract.currency())) {
            return nothing(
                    "other-currency",
                    "line %s is in %s, the programme pays in %s"
                            .formatted(line.id(), contract.currency(), unit.currency()));
        }
        var measure = measure(unit, line);
        if (measure == null) {
            return nothing(
                    "no-measure",
                    "line %s cannot be counted in %s: %s"
                            .formatted(line.id(), unit.word(), missing(unit)));
        }
        return new Borne.Part(share, measure, scaled(measure, share));
    }

    private static Borne nothing(String code, String text) {
        return new Borne.Nothing(new Reason(code, text));
    }

    private static String missing(VoucherUnit unit) {
        return switch (unit.kind()) {
            case MONEY -> "it has no price";
            case TOKENS -> "it states no tokens";
            case CARD_HOURS -> "it states no hours";
            case PFLOPS_DAYS -> "it states no hours, or its chip's FP16 peak is unknown";
        };
    }

    private static String word(Programme.Item item) {
        return item.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// The share that is paid of such a cost, or null when there is none.
    ///
    /// @param designer country of the chip designer's headquarters, or "" when unknown
    public static @Nullable Long share(
            Programme programme, @Nullable Long most, Programme.Item item, String designer) {
        if (programme.tiers().isEmpty()) {
            return most;
        }
        Long share;
        if (designer.isEmpty()) {
            var domestic = best(programme.tiers(), item, true);
            var foreign = best(programme.tiers(), item, false);
            share = domestic == null || foreign == null ? null : (Long) Math.min(domestic, foreign);
        } else {
            share = best(programme.tiers(), item, designer.equals(programme.country()));
        }
        return share == null || most == null ? share : (Long) Math.min(share, most);
    }

    private static @Nullable Long best(
            List<Programme.Tier> tiers, Programme.Item item, boolean domestic) {
        Long best = null;
        for (var tier : tiers) {
            boolean meant =
                    switch (tier.origin()) {
                        case ANY -> true;
                        case DOMESTIC -> domestic;
                        case FOREIGN -> !domestic;
                    };
            if (meant && tier.items().contains(item)) {
                best = best == null ? tier.millionths() : Math.max(best, tier.millionths());
            }
        }
        return best;
    }

    /// A line in smallest units of a voucher, or null when it cannot be counted in them.
    static @Nullable Long measure(VoucherUnit unit, Contract.UsageLine line) {
        return switch (unit.kind()) {
            case MONEY -> line.amount();
            case TOKENS -> line.tokens();
            case CARD_HOURS -> line.cardSeconds();
            case PFLOPS_DAYS -> {
                var seconds = line.cardSeconds();
                var gflops = line.gflops();
                yield seconds == null || gflops == null || Math.multiplyHigh(seconds, gflops) != 0
                        ? null
                        : (Long) (seconds * gflops / 1000);
            }
        };
    }

    /// A share of an amount, rounded down, without leaving 64 bits.
    static long scaled(long amount, long millionths) {
        long whole = amount / Programme.WHOLE;
        long rest = amount % Programme.WHOLE;
        return whole * millionths + rest * millionths / Programme.WHOLE;
    }

    /// Why a programme does not take a contract; empty when it does.
    public static List<Reason> refusals(Programme programme, Contract contract) {
        var reasons = new ArrayList<Reason>();
        var window = programme.window();
        if (!window.has(contract.signed())) {
            reasons.add(
                    reason(
                            "signed-outside-window",
                            "'%s' was signed on %s, outside %s",
                            contract.id(),
                            contract.signed(),
                            window));
        }
        if (!window.has(contract.first()) || !window.has(contract.last())) {
            reasons.add(
                    reason(
                            "term-outside-window",
                            "'%s' runs from %s to %s, not within %s",
                            contract.id(),
                            contract.first(),
                            contract.last(),
                            window));
        }
        var conditions = programme.conditions();
        long days = ChronoUnit.DAYS.between(contract.first(), contract.last()) + 1;
        var longest = conditions.longestTermDays();
        if (longest != null && days > longest) {
            reasons.add(
                    reason(
                            "term-too-long",
                            "'%s' runs for %d days; %d are the most",
                            contract.id(),
                            days,
                            longest));
        }
        if (conditions.independentSupplier() && Boolean.TRUE.equals(contract.affiliated())) {
            reasons.add(
                    reason(
                            "affiliated-supplier",
                            "%s is affiliated with %s",
                            contract.supplier(),
                            contract.buyer()));
        }
        var suppliers = conditions.suppliers();
        if (!suppliers.isEmpty() && !suppliers.contains(contract.supplier())) {
            reasons.add(
                    reason(
                            "supplier-not-listed",
                            "%s is not among the programme's suppliers (%s)",
                            contract.supplier(),
                            String.join(", ", suppliers)));
        }
        return reasons;
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation is no dependency of the core.
    static Reason reason(String code, String text, Object... figures) {
        return new Reason(code, text.formatted(figures));
    }
}
