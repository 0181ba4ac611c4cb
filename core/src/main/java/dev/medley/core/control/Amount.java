package dev.medley.core.control;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

/// How much of a work there is: tokens of training, seconds at rate 1 of batch jobs.
public final class Amount {

    /// Of services, and of jobs whose owner did not say.
    public static final double ENDLESS = Double.MAX_VALUE;

    private Amount() {}

    public static double total(Work work) {
        return switch (work) {
            case TrainingJob job -> job.tokens();
            case BatchJob job -> job.hours() == null ? ENDLESS : job.hours() * 3600;
            case InferenceService _ -> ENDLESS;
        };
    }

    /// Milliseconds until a run is through with the rest of the work, or [Reservation#UNKNOWN].
    public static long restMs(Work work, double done, double rate) {
        double total = total(work);
        if (total == ENDLESS || !(rate > 0)) {
            return Reservation.UNKNOWN;
        }
        double ms = Math.max(0, total - done) / rate * 1000;
        return ms > 1e15 ? Reservation.UNKNOWN : (long) Math.ceil(ms);
    }

    /// The same at the slow or fast end of the band.
    static long restMs(Work work, double done, ShapeFit fit, boolean slow) {
        return restMs(work, done, slow ? fit.band().low() : fit.band().high());
    }
}
