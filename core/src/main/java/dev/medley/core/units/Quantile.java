package dev.medley.core.units;

/// The value that so large a share of all values do not exceed: one of the values themselves.
public final class Quantile {

    private Quantile() {}

    /// The smallest value that at least this share reaches or stays under.
    ///
    /// @param sorted values, smallest first
    /// @param share in 0 to 1
    /// @return 0 if there are no values
    public static double of(double[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted.length == 0 ? 0 : sorted[Math.max(0, index)];
    }
}
