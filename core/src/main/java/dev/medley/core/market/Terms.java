package dev.medley.core.market;

/// What the market maximises. Money, power and deadline weights are not here: whoever bids takes
/// them into the value.
///
/// @param alpha 0 maximises total value; 1 is proportional fairness between tenants; 16 is close to
///   max-min. Between tenants only: one tenant's lots add up.
/// @param floorSlack the share of its result that a class may lose for the sake of lower classes; 0
///   is strict, 0.005 costs the class half a per cent and often gives the next one several
public record Terms(double alpha, double floorSlack) {
    public static final double LARGEST_ALPHA = 16;

    public Terms {
        if (!(alpha >= 0 && alpha <= LARGEST_ALPHA)) {
            throw new IllegalArgumentException(
                    """
                    The alpha (%s) of the terms must lie between 0 and 16.
                    16 comes within a tenth of a per cent of max-min; nothing is gained beyond.\
                    """
                            .formatted(alpha));
        }
        if (!(floorSlack >= 0 && floorSlack < 1)) {
            throw new IllegalArgumentException(
                    """
                    The floorSlack (%s) of the terms must be at least 0 and less than 1.
                    0.005 lets a class lose half a per cent to lower classes.\
                    """
                            .formatted(floorSlack));
        }
    }

    /// Total value, strict classes.
    public static Terms totalValue() {
        return new Terms(0, 0);
    }

    public static Terms fair(double alpha) {
        return new Terms(alpha, 0);
    }
}
