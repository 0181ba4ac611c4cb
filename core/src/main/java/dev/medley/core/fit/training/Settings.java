package dev.medley.core.fit.training;

import dev.medley.core.fit.Theta;

/// Parameter values as one subject sees them.
final class Settings {

    private final double[] values;

    /// Product of the offsets that act on arithmetic.
    final double speed;

    /// Offset of memory traffic: half of what chip and family do to arithmetic.
    final double memory;

    /// Offset of attention.
    final double attention;

    /// Offset of expert layers.
    final double experts;

    private Settings(
            double[] values, double speed, double memory, double attention, double experts) {
        this.values = values;
        this.speed = speed;
        this.memory = memory;
        this.attention = attention;
        this.experts = experts;
    }

    static Settings of(Theta theta, TrainingParameters.Slots slots) {
        double hardware = theta.get(slots.chip) * theta.get(slots.family);
        return new Settings(
                slots.values(theta),
                hardware
                        * theta.get(slots.framework)
                        * theta.get(slots.release)
                        * theta.get(slots.familyModel)
                        * theta.get(slots.familyRelease),
                StrictMath.sqrt(hardware),
                theta.get(slots.attention),
                theta.get(slots.expertRelease));
    }

    double of(Knob knob) {
        return values[knob.index()];
    }
}
