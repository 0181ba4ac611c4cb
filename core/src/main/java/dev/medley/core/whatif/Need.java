package dev.medley.core.whatif;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.ShapeFit;

/// Devices that serve a demand in whole replicas of one shape.
///
/// @param replicas of the shape
/// @param devices in all replicas
/// @param exact devices if parts of replicas could be had: how much is really used
public record Need(ShapeFit shape, int replicas, int devices, double exact) {

    /// The fewest devices over all shapes; of equally many, the least used.
    static Need of(Fit.Fits fits, double demand) {
        Need best = null;
        for (var shape : fits.shapes()) {
            var need = of(shape, demand);
            if (best == null
                    || need.devices < best.devices
                    || (need.devices == best.devices && need.exact < best.exact)) {
                best = need;
            }
        }
        return best == null ? of(fits.shapes().getFirst(), demand) : best;
    }

    private static Need of(ShapeFit shape, double demand) {
        int each = shape.shape().devices();
        int replicas = replicas(demand / shape.rate());
        return new Need(shape, replicas, replicas * each, demand / shape.rate() * each);
    }

    /// Devices if the shape's rate were divided by this.
    int devicesAt(double factor) {
        return replicas(exact / shape.shape().devices() * factor) * shape.shape().devices();
    }

    /// Share of the replicas' time that the demand takes.
    public double busy() {
        return exact / devices;
    }

    private static int replicas(double exact) {
        return (int) Math.max(1, Math.min(1_000_000, Math.ceil(exact - 1e-9)));
    }
}
