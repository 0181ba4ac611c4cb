package dev.medley.core.market;

/// The exponential for prices: a polynomial of basic operations only, so every machine computes the
/// same bits, several times faster than StrictMath. Relative error below 2e-9, enough for weights
/// of bids; the bound itself needs no exponential.
public final class Exp {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2 = 0.6931471805599453;

    private Exp() {}

    /// e to the x for x in -700 to 0.
    public static double of(double x) {
        int n = (int) (x * LOG2_E - 0.5);
        double r = x - n * LN2;
        double p = 1.0 / 5040 + r * (1.0 / 40320);
        p = 1.0 / 120 + r * (1.0 / 720 + r * p);
        p = 0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * p));
        double e = 1 + r * (1 + r * p);
        return e * Double.longBitsToDouble((n + 1023L) << 52);
    }
}
