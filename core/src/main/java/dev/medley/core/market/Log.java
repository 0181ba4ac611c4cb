package dev.medley.core.market;

/// The logarithm for the smooth dual: basic operations only, so every machine computes the same
/// bits, several times faster than StrictMath. Relative error below 1e-10, enough to tell whether a
/// step leads down; the bound itself needs no logarithm.
public final class Log {
    private static final double LN2 = 0.6931471805599453;
    private static final double SQRT2 = 1.4142135623730951;

    private static final long FRACTION = (1L << 52) - 1;
    private static final long ONE = 1023L << 52;

    private Log() {}

    /// The natural logarithm of a normal number of at least 1.
    public static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) - 1023;
        double m = Double.longBitsToDouble((bits & FRACTION) | ONE);
        if (m > SQRT2) {
            m *= 0.5;
            exponent++;
        }
        // ln m = 2 artanh s
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double p = 1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11 + z * (1.0 / 13)));
        p = 1 + z * (1.0 / 3 + z * (1.0 / 5 + z * p));
        return exponent * LN2 + 2 * s * p;
    }
}
