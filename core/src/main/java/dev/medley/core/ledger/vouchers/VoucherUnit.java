package dev.medley.core.ledger.vouchers;

import dev.medley.core.units.Parsed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// What a programme counts its vouchers in. Amounts are whole numbers of the smallest unit.
///
/// @param currency of money, ISO 4217; "" otherwise
public record VoucherUnit(Kind kind, String currency) {

    /// Kinds of units.
    public enum Kind {
        MONEY("", 100),
        TOKENS("tokens", 1),
        /// Hours of one card, counted in card-seconds.
        CARD_HOURS("card-hours", 3600),
        /// A day of 10^15 dense FP16 operations a second, counted in TFLOPS-seconds.
        PFLOPS_DAYS("PFLOPS-days", 86_400_000L);

        private final String word;
        private final long minor;

        Kind(String word, long minor) {
            this.word = word;
            this.minor = minor;
        }

        /// Smallest units in one.
        public long minor() {
            return minor;
        }
    }

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,11})?) ?(\\S+)");

    public static VoucherUnit money(String currency) {
        return new VoucherUnit(Kind.MONEY, currency);
    }

    /// `CNY`, `tokens`, `card-hours`, `PFLOPS-days`.
    public String word() {
        return kind == Kind.MONEY ? currency : kind.word;
    }

    /// Reads a unit's word.
    public static Parsed<VoucherUnit> parse(String word) {
        for (var kind : Kind.values()) {
            if (kind != Kind.MONEY && kind.word.equals(word)) {
                return Parsed.value(new VoucherUnit(kind, ""));
            }
        }
        return word.matches("[A-Z]{3}")
                ? Parsed.value(money(word))
                : Parsed.wrong(
                        "is no unit of vouchers",
                        "use a currency as CNY, tokens, card-hours or PFLOPS-days");
    }

    /// Reads `2000000 CNY` or `500 card-hours` into smallest units of this unit.
    public Parsed<Long> amount(String text) {
        var advice =
                "write for example '" + (kind == Kind.MONEY ? "2000000 " : "500 ") + word() + "'";
        var parts = AMOUNT.matcher(text.strip());
        if (!parts.matches()) {
            return Parsed.wrong("is no amount of %s".formatted(word()), advice);
        }
        if (!parts.group(2).equals(word())) {
            return Parsed.wrong(
                    "counts in %s, but %s is meant".formatted(parts.group(2), word()), advice);
        }
        return minor(new BigDecimal(parts.group(1)), advice);
    }

    private Parsed<Long> minor(BigDecimal amount, String advice) {
        var minor = amount.multiply(BigDecimal.valueOf(kind.minor));
        if (minor.stripTrailingZeros().scale() > 0) {
            return Parsed.wrong("is finer than the smallest unit of %s".formatted(word()), advice);
        }
        return minor.compareTo(BigDecimal.valueOf(Programme.MOST)) > 0
                ? Parsed.wrong("is too large", advice)
                : Parsed.value(minor.longValueExact());
    }

    /// The amount in whole units, exact.
    public BigDecimal whole(long minor) {
        int scale = kind == Kind.MONEY ? 2 : kind == Kind.TOKENS ? 0 : 6;
        return BigDecimal.valueOf(minor)
                .divide(BigDecimal.valueOf(kind.minor), scale, RoundingMode.HALF_EVEN);
    }

    /// `1,250,000.00 CNY`.
    public String print(long minor) {
        return figure(minor) + " " + word();
    }

    /// The same without the unit.
    public String figure(long minor) {
        var digits = kind == Kind.MONEY ? whole(minor) : whole(minor).stripTrailingZeros();
        return grouped(digits.toPlainString());
    }

    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        var text = new StringBuilder(digits);
        int first = digits.startsWith("-") ? 1 : 0;
        for (int at = (point < 0 ? digits.length() : point) - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
