package dev.medley.core.compare;

import dev.medley.core.fit.Band;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.serving.ServingFitter;
import dev.medley.core.fit.serving.ServingOptions;
import dev.medley.core.fit.serving.ServingOptions.Part;
import dev.medley.core.fit.training.TrainingFitter;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Planner;
import dev.medley.core.work.TrainingJob;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Predicts what subjects give for a load: the shape that gives most on all devices of the subject,
/// in as many copies as fit. Training takes one shape, since it is one job.
public final class Rates {

    private final Load load;
    private final Calibration calibration;

    public Rates(Load load, Calibration calibration) {
        this.load = load;
        this.calibration = calibration;
    }

    /// The subject's rate in this phase, or why there is none.
    public Rate of(Subject subject, Load.Phase phase) {
        var pool = subject.pool();
        if (pool == null) {
            var text =
                    "the catalogue does not say which chips %s is made of, or how many"
                            .formatted(subject.id());
            return new Rate.None(phase, List.of(new Reason("figures-missing", text)));
        }
        return switch (fit(pool, phase)) {
            case Fit.Rejected rejected -> new Rate.None(phase, rejected.reasons());
            case Fit.Fits fits -> predicted(subject, pool, phase, fits);
        };
    }

    private Fit fit(Pool pool, Load.Phase phase) {
        var offer = Planner.offer(pool);
        var usual = ServingOptions.USUAL;
        return switch (phase) {
            case SERVE -> ServingFitter.fit(load.service(), offer, calibration);
            case PREFILL ->
                    ServingFitter.fit(load.service(), offer, calibration, usual.only(Part.PREFILL));
            case DECODE ->
                    ServingFitter.fit(load.service(), offer, calibration, usual.only(Part.DECODE));
            case TRAIN -> training(TrainingJob.Method.PRETRAIN, pool);
            case LORA -> training(TrainingJob.Method.LORA, pool);
        };
    }

    private Fit training(TrainingJob.Method method, Pool pool) {
        var job = load.training(method, pool.devices());
        return TrainingFitter.fit(job, Planner.offer(pool), calibration);
    }

    private Rate predicted(Subject subject, Pool pool, Load.Phase phase, Fit.Fits fits) {
        boolean training = phase.isTraining();
        boolean part = subject.kind() == Subject.Kind.CHIP;
        ShapeFit best = fits.shapes().getFirst();
        double most = 0;
        for (var shape : fits.shapes()) {
            int devices = shape.shape().devices();
            double copies = part ? 1.0 / devices : training ? 1 : pool.devices() / devices;
            if (shape.rate() * copies > most) {
                most = shape.rate() * copies;
                best = shape;
            }
        }
        int devices = best.shape().devices();
        int copies = part ? 0 : training ? 1 : pool.devices() / devices;
        int own = subject.devices() == null ? pool.devices() : subject.devices();
        double shares = part ? (double) own / devices : copies;
        double units = training ? 1 : load.perRequest(phase);
        return rate(subject, pool, phase, best, copies, shares, units, own, fits.assumptions());
    }

    private static Rate rate(
            Subject subject,
            Pool pool,
            Load.Phase phase,
            ShapeFit shape,
            int copies,
            double shares,
            double units,
            int devices,
            List<String> assumptions) {
        double times = shares * units;
        double rate = shape.rate() * times;
        var one = shape.band();
        var band = new Band(one.low() * times, one.high() * times, one.basisRows());
        boolean nameplate = subject.kind() == Subject.Kind.SYSTEM;
        var stated = subject.figure(Measure.POWER).value();
        double watts = nameplate && stated != null ? stated : shape.watts() * shares;
        var basis =
                nameplate && stated != null
                        ? "stated for the whole system"
                        : "predicted at the plug, hosts included";
        var price = subject.figure(Measure.PRICE).value();
        return new Rate.Predicted(
                phase,
                rate,
                band,
                shape,
                copies,
                rate / devices,
                watts,
                rate / watts,
                basis,
                price == null ? null : rate / price * 1e6,
                perMoney(rate, pool, shape.costPerHour() * shares),
                assumptions);
    }

    /// Units per unit of money, where devices of the pool cost something by the hour.
    private static @Nullable Double perMoney(double rate, Pool pool, double costPerHour) {
        return pool.costPerDeviceHour() > 0 ? rate * 3600 / costPerHour : null;
    }
}
