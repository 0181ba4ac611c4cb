package dev.medley.core.fit;

/// A number of the performance model that measured rows may correct.
///
/// Every parameter is positive and is fitted in its logarithm: rows pull it away from its prior,
/// the spread says how hard they must pull.
///
/// @param name stable, dotted: `serving.gemm.fp8`, `training.chip.nvidia-h100-sxm`
/// @param prior value believed before any row is seen
/// @param spread standard deviation of the logarithm around the prior; 0 fixes the parameter
/// @param meaning what it is and where the prior comes from, one sentence
public record Parameter(String name, double prior, double spread, String meaning) {

    public Parameter {
        if (!(prior > 0) || Double.isInfinite(prior)) {
            throw new IllegalArgumentException(
                    "The prior (%s) of parameter '%s' must be positive and finite."
                            .formatted(prior, name));
        }
        if (!(spread >= 0) || Double.isInfinite(spread)) {
            throw new IllegalArgumentException(
                    "The spread (%s) of parameter '%s' must be zero or positive."
                            .formatted(spread, name));
        }
    }
}
