package dev.medley.core.units;

/// How far from the middle a quantile lies, where one time in ten is below -1 and one in ten above
/// 1: evenly dense between -1 and 0 and between 0 and 1, falling off exponentially beyond from
/// where the density stands there. People give such bands as three figures.
public final class Spread {

    private static final double OUTSIDE = 0.1;
    private static final double INSIDE = 0.4;

    private Spread() {}

    /// Where the quantile lies, 0 < u < 1.
    public static double at(double u) {
        return u < 0.5 ? -beyond(u) : beyond(1 - u);
    }

    private static double beyond(double outside) {
        return outside >= OUTSIDE
                ? (0.5 - outside) / INSIDE
                : 1 + OUTSIDE / INSIDE * StrictMath.log(OUTSIDE / outside);
    }

    /// The share that lies below.
    public static double below(double at) {
        return at < 0 ? outside(-at) : 1 - outside(at);
    }

    private static double outside(double distance) {
        return distance <= 1
                ? 0.5 - INSIDE * distance
                : OUTSIDE * StrictMath.exp((1 - distance) * INSIDE / OUTSIDE);
    }
}
