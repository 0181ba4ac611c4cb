package dev.medley.core.units;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// An amount in a currency, for one hour or one kWh of something.
///
/// @param currency ISO 4217 code
public record Money(double amount, String currency) {

    /// What the amount is paid for.
    public enum Per {
        HOUR("h", "14.2 or '14.2 CNY/h'"),
        KWH("kWh", "0.38 or '0.38 CNY/kWh'");

        private final String symbol;
        private final String example;

        Per(String symbol, String example) {
            this.symbol = symbol;
            this.example = "write for example " + example;
        }

        public String symbol() {
            return symbol;
        }

        /// What to write, for messages.
        public String example() {
            return example;
        }
    }

    /// Reads `14.2 CNY/h`; a plain number counts in the currency given.
    ///
    /// @param currency of plain numbers, or null where none is agreed
    /// @param known currencies that can be converted; empty takes any
    public static Parsed<Money> parse(
            String text, Per per, @Nullable String currency, List<String> known) {
        return Numeral.read(text, per.example)
                .then(numeral -> convert(numeral, per, currency, known));
    }

    private static Parsed<Money> convert(
            Numeral numeral, Per per, @Nullable String currency, List<String> known) {
        if (numeral.value() < 0) {
            return Parsed.wrong("must not be negative", per.example);
        }
        var unit = numeral.unit().replace(" ", "");
        if (unit.isEmpty()) {
            return currency == null
                    ? Parsed.wrong("needs a currency", per.example)
                    : Parsed.value(new Money(numeral.value() + 0.0, currency));
        }
        int slash = unit.indexOf('/');
        var code = slash < 0 ? unit : unit.substring(0, slash);
        if (!code.matches("[A-Z]{3}")) {
            return Parsed.wrong(
                    "has the unknown currency '%s' (three capital letters)".formatted(code),
                    per.example);
        }
        if (slash < 0 || !unit.substring(slash + 1).equals(per.symbol)) {
            return Parsed.wrong("must be an amount per " + per.symbol, per.example);
        }
        if (!known.isEmpty() && !known.contains(code)) {
            return Parsed.wrong(
                    "is in %s, which has no exchange rate".formatted(code),
                    "use one of %s, or add it to the policy's exchangeRates"
                            .formatted(String.join(", ", new ArrayList<>(known))));
        }
        return Parsed.value(new Money(numeral.value() + 0.0, code));
    }

    /// Prints `14.2 CNY/h`.
    public String print(Per per) {
        return Numeral.print(amount, 4) + " " + currency + "/" + per.symbol;
    }
}
