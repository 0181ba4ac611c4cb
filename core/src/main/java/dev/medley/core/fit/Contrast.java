package dev.medley.core.fit;

/// How far the ratio of two predictions can be off.
///
/// Errors of predictions are partly shared: if a chip gives less for a model than predicted in one
/// setting, it does in the next as well. Over all pairs of left-out measured rows of one chip and
/// one model, the logarithm of the ratio of two predictions was off by at most [#OWN_SERVING]
/// (serving, 59 pairs of chip and model) or [#OWN_TRAINING] (training, 66 pairs) in four cases of
/// five, however alike the two settings were: that is what runs differ by on their own. Rows that
/// share only the chip or only the model were off as if independent: 0.33 to 0.37 measured, 0.36 by
/// adding squares (serving).
public final class Contrast {

    /// 80 % half-width of the logarithm of a ratio, same chip and model, serving.
    static final double OWN_SERVING = 0.25;

    /// The same of training.
    static final double OWN_TRAINING = 0.14;

    private Contrast() {}

    /// 80 % half-width of the logarithm of the ratio of two rates.
    ///
    /// @param related whether both are of the same chip and the same model
    public static double halfWidth(Band one, Band other, boolean related, boolean training) {
        double independent = StrictMath.hypot(halfWidth(one), halfWidth(other));
        double own = training ? OWN_TRAINING : OWN_SERVING;
        return related ? Math.min(own, independent) : independent;
    }

    /// 80 % half-width of the logarithm of one rate.
    public static double halfWidth(Band band) {
        return StrictMath.log(band.high() / band.low()) / 2;
    }
}
