package dev.medley.core.fit;

import dev.medley.core.catalog.Precision;
import dev.medley.core.work.BatchJob;

import java.util.List;

/// Fits of batch jobs: their owner declares devices and speeds, so nothing is predicted but power
/// and cost.
public final class BatchFit {

    /// Share of the thermal design power that a busy device draws on average; the half width that
    /// the band of the power share would have is unknown, so cost follows this figure alone.
    private static final double BUSY_SHARE = 0.8;

    private BatchFit() {}

    /// The declared speed as a rate in `x`, times 1 for the owner's usual chip.
    public static Fit fit(BatchJob job, ChipOffer offer) {
        var chip = offer.chip();
        if (job.devices() > offer.maxDevices()) {
            return new Fit.Rejected(job.name(), chip.id(), List.of(offer.tooFew(job.devices())));
        }
        var declared = job.rates().isEmpty() ? Double.valueOf(1) : job.rates().get(chip.id());
        if (declared == null) {
            return new Fit.Rejected(
                    job.name(),
                    chip.id(),
                    List.of(
                            new Reason(
                                    "speed-unknown",
                                    "its owner declares no speed on "
                                            + chip.id()
                                            + "; add it to spec.rates if it runs there")));
        }
        // Owners declare what whole devices do.
        double rate = declared * offer.carving().computeShare();
        double tdp = chip.tdpWatts() == null ? 0 : chip.perDevice(chip.tdpWatts());
        double watts = job.devices() * tdp * BUSY_SHARE;
        var shape =
                new Shape(
                        job.devices(),
                        1,
                        1,
                        job.devices(),
                        1,
                        1,
                        Precision.BF16,
                        Precision.BF16,
                        1,
                        1,
                        false,
                        offer.stack(),
                        "",
                        null);
        return new Fit.Fits(
                job.name(),
                chip.id(),
                List.of(
                        new ShapeFit(
                                shape,
                                rate,
                                "x",
                                new Band(rate, rate, 0),
                                null,
                                null,
                                new TimeTerms(0, 0, 0, 0, 0),
                                new Memory(0, 0, 0, 0),
                                watts,
                                offer.costPerHour(job.devices(), watts))),
                offer.assumptions());
    }
}
