package dev.medley.files;

/// Tells numbers, booleans and nulls from texts, by the core schema of YAML 1.2 (where `no` is a
/// text and `1:30` no number). Integers must be exact: beyond 2^53 a number counts as not whole.
final class Scalars {

    /// Up to here every whole number is a double.
    static final double LARGEST_EXACT = 0x1p53;

    private Scalars() {}

    static Node.Scalar.Type typeOfPlain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Node.Scalar.Type.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Node.Scalar.Type.BOOLEAN;
            default -> looksLikeNumber(text) ? typeOfNumber(text) : Node.Scalar.Type.STRING;
        };
    }

    static Node.Scalar.Type typeOfNumber(String text) {
        double value = number(text);
        boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT;
        return whole ? Node.Scalar.Type.INTEGER : Node.Scalar.Type.NUMBER;
    }

    /// Whether the text is one of YAML's ways to write a number that is not finite.
    static boolean isUnbounded(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return switch (text.substring(at)) {
            case ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN", "NaN", "Infinity", "inf", "nan" ->
                    true;
            default -> false;
        };
    }

    /// Value of a text that looks like a number; infinite when it is too large.
    static double number(String text) {
        if (text.startsWith("0x")) {
            return whole(text, 16);
        }
        return text.startsWith("0o") ? whole(text, 8) : Double.parseDouble(text);
    }

    private static double whole(String text, int radix) {
        double value = 0;
        for (int i = 2; i < text.length(); i++) {
            value = value * radix + Character.digit(text.charAt(i), radix);
        }
        return value;
    }

    private static boolean looksLikeNumber(String text) {
        char first = text.charAt(0);
        if (first == '0' && text.length() > 2) {
            if (text.charAt(1) == 'x') {
                return digitsEnd(text, 2, 16) == text.length();
            } else if (text.charAt(1) == 'o') {
                return digitsEnd(text, 2, 8) == text.length();
            }
        }
        int at = first == '-' || first == '+' ? 1 : 0;
        int end = digitsEnd(text, at, 10);
        int digits = end - at;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = digitsEnd(text, end + 1, 10);
            digits += fraction - end - 1;
            end = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int power = end + 1;
            if (power < text.length() && (text.charAt(power) == '-' || text.charAt(power) == '+')) {
                power++;
            }
            end = digitsEnd(text, power, 10);
            return end > power && end == text.length();
        }
        return end == text.length();
    }

    private static int digitsEnd(String text, int from, int radix) {
        int end = from;
        while (end < text.length()
                && text.charAt(end) < 128
                && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        return end;
    }
}
