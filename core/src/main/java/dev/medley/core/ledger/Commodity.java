package dev.medley.core.ledger;

import java.util.Comparator;

/// What the books count, each in a whole number of its smallest units.
///
/// @param name currency of money, programme of vouchers; "" otherwise
public record Commodity(Kind kind, String name) implements Comparable<Commodity> {

    /// Kinds of commodities.
    public enum Kind {
        /// In device-milliseconds, as the controller meters them.
        DEVICE_TIME,
        /// In joules, which are watt-seconds.
        ENERGY,
        /// In hundredths of a currency.
        MONEY,
        /// In the smallest units of a programme: hundredths of its currency, tokens, card-seconds,
        /// or TFLOPS-seconds.
        VOUCHERS
    }

    private static final Comparator<Commodity> ORDER =
            Comparator.comparing(Commodity::kind).thenComparing(Commodity::name);

    public static Commodity deviceTime() {
        return new Commodity(Kind.DEVICE_TIME, "");
    }

    public static Commodity energy() {
        return new Commodity(Kind.ENERGY, "");
    }

    /// Money of a currency.
    ///
    /// @param currency ISO 4217 code
    public static Commodity money(String currency) {
        return new Commodity(Kind.MONEY, currency);
    }

    public static Commodity vouchers(String programme) {
        return new Commodity(Kind.VOUCHERS, programme);
    }

    @Override
    public int compareTo(Commodity other) {
        return ORDER.compare(this, other);
    }

    /// `money CNY`, `device-time`.
    @Override
    public String toString() {
        var word = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return name.isEmpty() ? word : word + " " + name;
    }
}
