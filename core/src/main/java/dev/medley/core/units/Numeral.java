package dev.medley.core.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Splits a text into its leading number and the unit behind it, and prints numbers.
///
/// @param value finite
/// @param unit what follows the number, stripped, `""` when nothing does
record Numeral(double value, String unit) {

    private static final int LONGEST = 80;

    static Parsed<Numeral> read(String text, String example) {
        var stripped = text.strip();
        if (stripped.length() > LONGEST) {
            return Parsed.wrong(
                    "is too long for a quantity (%d characters, at most %d)"
                            .formatted(stripped.length(), LONGEST),
                    example);
        }
        int end = numberEnd(stripped);
        if (end == 0) {
            boolean unbounded = stripped.toLowerCase(Locale.ROOT).matches("[-+]?\\.?(nan|inf).*");
            var rule = unbounded ? "must be a finite number" : "must begin with a number";
            return Parsed.wrong(rule, example);
        }
        var rest = stripped.substring(end).strip();
        if (rest.startsWith(",") || rest.startsWith("_")) {
            return Parsed.wrong("must be written without separators between digits", example);
        }
        double value = Double.parseDouble(stripped.substring(0, end));
        if (Double.isInfinite(value)) {
            return Parsed.wrong("is too large", example);
        }
        return Parsed.value(new Numeral(value, rest));
    }

    /// End of `[-+]? (digits [. digits] | . digits) ([eE] [-+]? digits)?`, 0 when there is none.
    private static int numberEnd(String text) {
        int at = sign(text, 0);
        int whole = digits(text, at);
        int end = whole;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = digits(text, end + 1);
            if (whole == at && fraction == end + 1) {
                return 0;
            }
            end = fraction;
        } else if (whole == at) {
            return 0;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int power = sign(text, end + 1);
            int after = digits(text, power);
            return after > power ? after : end;
        }
        return end;
    }

    private static int sign(String text, int at) {
        boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
        return signed ? at + 1 : at;
    }

    private static int digits(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /// With at most so many significant digits, without an exponent, the same in every locale.
    static String print(double value, int significant) {
        var rounded = new BigDecimal(value).round(new MathContext(significant));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static double rounded(double value, int significant) {
        return new BigDecimal(value).round(new MathContext(significant)).doubleValue();
    }
}
