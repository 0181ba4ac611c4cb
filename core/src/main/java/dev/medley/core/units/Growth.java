package dev.medley.core.units;

/// By how much something grows: a share per week, month or year, compounded; `6 %/month`, `-1
/// %/week`, `0.8 /year`.
public final class Growth {

    private static final String EXAMPLE = "write for example '6 %/month'";

    /// Weeks of the twelfth part of a year of 365.25 days.
    private static final double WEEKS_PER_MONTH = 365.25 / 12 / 7;

    private Growth() {}

    /// Reads the share by which a month's end exceeds its beginning.
    public static Parsed<Double> parsePerMonth(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Parsed.wrong("does not say per which time it grows", EXAMPLE);
        }
        return Numeral.read(text.substring(0, slash), EXAMPLE)
                .then(share -> perMonth(share, text.substring(slash + 1).strip()));
    }

    private static Parsed<Double> perMonth(Numeral share, String time) {
        if (!share.unit().isEmpty() && !share.unit().equals("%")) {
            return Parsed.wrong("is no share per time", EXAMPLE);
        }
        double once = share.value() * (share.unit().isEmpty() ? 1 : 0.01);
        if (!(once > -1 && once <= 100)) {
            return Parsed.wrong("must be more than -100 % and at most 10,000 %", EXAMPLE);
        }
        return switch (time) {
            case "week" -> Parsed.value(StrictMath.pow(1 + once, WEEKS_PER_MONTH) - 1);
            case "month" -> Parsed.value(once);
            case "year" -> Parsed.value(StrictMath.pow(1 + once, 1.0 / 12) - 1);
            default ->
                    Parsed.wrong(
                            "grows per '%s' (week, month or year are known)".formatted(time),
                            EXAMPLE);
        };
    }
}
