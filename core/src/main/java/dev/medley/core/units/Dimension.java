package dev.medley.core.units;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What kind of figure a text states, and the units it may be written in. The base unit, in which
/// [#parse] answers, has factor 1. Spelling is strict, for `m`, `M` and `Mb` mean different things
/// to different readers; a wrong case is answered with the right one.
@SuppressWarnings("ImmutableEnumChecker") // Its lists are copies that cannot change.
public enum Dimension {
    /// In bytes.
    BYTES(
            "size",
            "'80 GB'",
            false,
            units("B", 1, "kB", 1e3, "MB", 1e6, "GB", 1e9, "TB", 1e12, "PB", 1e15),
            units("KiB", 0x1p10, "MiB", 0x1p20, "GiB", 0x1p30, "TiB", 0x1p40, "PiB", 0x1p50)),

    /// Tokens to train on or per step; `12e9`, `1.5B` and `15T tokens` are all right.
    TOKENS("number of tokens", "12e9 or '15T tokens'", true, units("", 1), units("tokens", 1)),

    /// Any other number of things.
    COUNT("number", "12 or '1.5k'", true, units("", 1), List.of()),

    /// In seconds.
    TIME(
            "time",
            "'30 ms' or '4h'",
            false,
            units("us", 1e-6, "ms", 1e-3, "s", 1, "min", 60, "h", 3600, "d", 86400),
            units("w", 7 * 86400)),

    /// In watts.
    POWER(
            "power",
            "'700 W' or '1.2 MW'",
            false,
            units("W", 1, "kW", 1e3, "MW", 1e6),
            units("GW", 1e9)),

    /// In requests per second.
    REQUEST_RATE(
            "rate of requests",
            "12 or '12 req/s'",
            true,
            units("req/s", 1),
            units("", 1, "requests/s", 1, "req/min", 1.0 / 60, "req/h", 1.0 / 3600)),

    /// In tokens per second.
    TOKEN_RATE(
            "rate of tokens",
            "'3.5k tokens/s'",
            true,
            units("tokens/s", 1),
            units("", 1, "tok/s", 1, "tokens/min", 1.0 / 60, "tokens/h", 1.0 / 3600)),

    /// As a fraction of one.
    SHARE("share", "0.3 or '30 %'", false, units("%", 0.01), units("", 1));

    /// @param factor base units in one of this
    private record Unit(String symbol, double factor) {}

    private static final List<Unit> SCALES = units("", 1, "k", 1e3, "M", 1e6, "B", 1e9, "T", 1e12);

    private final String noun;
    private final String example;
    private final boolean scaled;
    private final List<Unit> printed;
    private final List<Unit> units;

    Dimension(String noun, String example, boolean scaled, List<Unit> printed, List<Unit> others) {
        this.noun = noun;
        this.example = "write for example " + example;
        this.scaled = scaled;
        this.printed = printed;
        var all = new ArrayList<>(printed);
        all.addAll(others);
        this.units = List.copyOf(all);
    }

    private static List<Unit> units(Object... symbolsAndFactors) {
        var units = new ArrayList<Unit>();
        for (int i = 0; i < symbolsAndFactors.length; i += 2) {
            var factor = ((Number) symbolsAndFactors[i + 1]).doubleValue();
            units.add(new Unit((String) symbolsAndFactors[i], factor));
        }
        return List.copyOf(units);
    }

    /// What to write, for messages: `write for example '80 GB'`.
    public String example() {
        return example;
    }

    /// Whether a number without a unit says enough.
    public boolean takesPlainNumbers() {
        return unit("") != null;
    }

    /// Symbols of all units that may be written.
    public List<String> symbols() {
        return units.stream().map(Unit::symbol).filter(s -> !s.isEmpty()).toList();
    }

    /// Reads a quantity in base units; refuses what is not finite, negative, or in no unit of this
    /// dimension.
    public Parsed<Double> parse(String text) {
        return Numeral.read(text, example).then(this::convert);
    }

    /// Like [#parse], and refuses zero.
    public Parsed<Double> parsePositive(String text) {
        return parse(text)
                .then(v -> v > 0 ? Parsed.value(v) : Parsed.wrong("must be positive", example));
    }

    private Parsed<Double> convert(Numeral numeral) {
        var factor = factor(numeral.unit());
        if (factor == null) {
            return unknown(numeral);
        }
        if (numeral.value() < 0) {
            return Parsed.wrong("must not be negative", example);
        }
        double value = numeral.value() * factor;
        return Double.isInfinite(value)
                ? Parsed.wrong("is too large", example)
                : Parsed.value(value + 0.0);
    }

    private @Nullable Double factor(String written) {
        var symbol = written.equals("token") ? "tokens" : written;
        var plain = unit(symbol);
        if (plain != null || !scaled || symbol.isEmpty()) {
            return plain;
        }
        for (var scale : SCALES.subList(1, SCALES.size())) {
            if (symbol.startsWith(scale.symbol())) {
                var rest = unit(symbol.substring(scale.symbol().length()).strip());
                return rest == null ? null : rest * scale.factor();
            }
        }
        return null;
    }

    private @Nullable Double unit(String symbol) {
        for (var unit : units) {
            if (unit.symbol().equals(symbol)) {
                return unit.factor();
            }
        }
        return null;
    }

    private Parsed<Double> unknown(Numeral numeral) {
        var known = String.join(", ", symbols());
        if (scaled) {
            known += (known.isEmpty() ? "" : ", ") + "after k, M, B (1e9) or T where wanted";
        }
        if (numeral.unit().isEmpty()) {
            return Parsed.wrong("needs a unit (a %s takes %s)".formatted(noun, known), example);
        }
        var near = Nearest.of(numeral.unit(), symbols());
        var advice =
                near == null
                        ? example
                        : "maybe '" + Numeral.print(numeral.value(), 12) + " " + near + "'";
        return Parsed.wrong(
                "has the unknown unit '%s' (a %s takes %s)".formatted(numeral.unit(), noun, known),
                advice);
    }

    /// Prints base units for people, with four significant digits, in the largest unit that leaves
    /// at least one: `80 GB`, `1.5 h`, `12B tokens`, `30 %`.
    public String print(double base) {
        if (!Double.isFinite(base)) {
            return Double.isNaN(base) ? "unknown" : "unlimited";
        }
        if (scaled) {
            var scale = largest(SCALES, base);
            var number = Numeral.print(base / scale.factor(), 4) + scale.symbol();
            var symbol = this == TOKENS ? "tokens" : printed.getFirst().symbol();
            return symbol.isEmpty() ? number : number + " " + symbol;
        }
        var unit = largest(printed, base);
        return Numeral.print(base / unit.factor(), 4) + " " + unit.symbol();
    }

    private static Unit largest(List<Unit> ascending, double base) {
        var best = ascending.getFirst();
        for (var unit : ascending) {
            if (Numeral.rounded(Math.abs(base) / unit.factor(), 4) >= 1) {
                best = unit;
            }
        }
        return best;
    }
}
