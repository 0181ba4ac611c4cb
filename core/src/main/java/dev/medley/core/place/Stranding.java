package dev.medley.core.place;

/// What of a node's idle devices will find no CPU (or no memory) to go with it.
///
/// Future members need r milli of the resource per device-milli, on average `mean` with deviation
/// `spread` over device-milli. A node with idle devices x and amount a left strands max(0, x -
/// a/r). What a node of several devices will meet is uncertain; so the mean over five quantiles z
/// of r is taken, the narrower the more devices are idle: r = keep * mean + width * z * spread /
/// sqrt(x).
final class Stranding {

    private static final double[] QUANTILES = {-1.28, -0.52, 0, 0.52, 1.28};

    private final double[] shift = new double[QUANTILES.length];
    private final double base;
    private final double least;

    /// @param keep share of the mean need that is kept for each idle device-milli
    /// @param width how far the quantiles spread, relative to the members' own spread
    /// @param least r never falls below
    Stranding(Need need, double keep, double width, double least) {
        this.base = keep * need.mean();
        this.least = least;
        for (int i = 0; i < QUANTILES.length; i++) {
            shift[i] = width * QUANTILES[i] * need.spread();
        }
    }

    /// What members need per device-milli.
    record Need(double mean, double spread) {}

    /// Expected thousandths of devices stranded.
    double of(int idleMilli, double left) {
        if (idleMilli == 0) {
            return 0;
        }
        double narrow = 1 / Math.sqrt(Math.max(1, idleMilli / (double) Member.WHOLE));
        double sum = 0;
        for (double one : shift) {
            sum += Math.max(0, idleMilli - left / Math.max(least, base + one * narrow));
        }
        return sum / shift.length;
    }
}
