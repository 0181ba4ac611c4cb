package dev.medley.core.market;

/// What a tenant's value is worth under alpha-fair terms: `weight (V / entitlement) ^ (1 - alpha) /
/// (1 - alpha)` of the value V, and `weight ln(V / entitlement)` at alpha 1.
public record Utility(double alpha, double weight, double entitlement) {

    public Utility {
        if (!(alpha > 0 && alpha <= Terms.LARGEST_ALPHA)) {
            throw new IllegalArgumentException(
                    "The alpha (%s) of a utility must lie above 0 and not above %s."
                            .formatted(alpha, Terms.LARGEST_ALPHA));
        }
    }

    /// Of that much value.
    public double of(double received) {
        double relative = received / entitlement;
        if (alpha == 1) {
            return weight * StrictMath.log(relative);
        }
        return weight * StrictMath.pow(relative, 1 - alpha) / (1 - alpha);
    }

    /// What one more unit of value is worth.
    public double marginal(double received) {
        return weight / entitlement * StrictMath.pow(received / entitlement, -alpha);
    }

    /// The value at which one more unit is worth y.
    public double demanded(double y) {
        return entitlement * StrictMath.pow(weight / (y * entitlement), 1 / alpha);
    }

    /// What a price of y for each unit of value costs in the dual: the greatest of utility(V) - y
    /// V.
    public double conjugate(double y) {
        double received = demanded(y);
        return of(received) - y * received;
    }

    /// How much better a bound is than an objective, both sums of utilities. Utilities are no
    /// amounts one can divide, so the share is that of value: everybody would receive so much less
    /// than in a plan at the bound that is everywhere in proportion.
    ///
    /// @param weights of all tenants together
    public static double gap(double alpha, double weights, double objective, double bound) {
        if (weights == 0) {
            return 0;
        }
        if (!(objective > Double.NEGATIVE_INFINITY && bound < Double.POSITIVE_INFINITY)) {
            return 1;
        }
        double shrunk =
                alpha == 1
                        ? StrictMath.exp((objective - bound) / weights)
                        : StrictMath.pow(objective / bound, 1 / (1 - alpha));
        return shrunk >= 0 ? Math.max(0, 1 - shrunk) : 1;
    }
}
