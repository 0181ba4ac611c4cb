package dev.medley.core.sim;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Memory;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.plan.Village;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;

/// Fits with several shapes for each variant: jobs on any doubling of their fewest devices,
/// replicas on one, two or sixteen. Large tensor-parallel groups want a domain.
final class StormFitting implements Fitting {

    /// Long sequences and long answers take tensor parallelism over two nodes.
    static final int LARGE = 10_000;

    private static final int TWO_NODES = 16;

    @Override
    public Fit fit(Work work, ChipOffer offer) {
        var shapes = new ArrayList<ShapeFit>();
        switch (work) {
            case BatchJob job -> {
                return BatchFit.fit(job, offer);
            }
            case TrainingJob job -> {
                boolean large = job.sequenceLength() >= LARGE;
                for (var variant : Variant.above(job.qualityFloor(), job.variants())) {
                    for (int d = job.minDevices(); d <= job.maxDevices(); d *= 2) {
                        int together = large ? Math.min(d, TWO_NODES) : Math.min(d, 8);
                        double rate = Math.pow(d, 0.95) * speed(offer, 1, 0.3);
                        add(shapes, offer, variant, d, together, rate, "tokens/s");
                    }
                }
            }
            case InferenceService service -> {
                int[] sizes = service.outputTokens() >= LARGE ? new int[] {16} : new int[] {1, 2};
                for (var variant : Variant.above(service.qualityFloor(), service.variants())) {
                    for (int d : sizes) {
                        double rate = Math.pow(d, 1.05) * speed(offer, 1, 0.9);
                        add(shapes, offer, variant, d, d, rate, "requests/s");
                    }
                }
            }
        }
        if (shapes.isEmpty()) {
            var reason = new Reason("pool-too-small", "there are too few devices");
            return new Fit.Rejected(work.name(), offer.chip().id(), List.of(reason));
        }
        return new Fit.Fits(work.name(), offer.chip().id(), shapes);
    }

    private static double speed(ChipOffer offer, double big, double small) {
        return (offer.chip().id().equals("small") ? small : big) / offer.parts();
    }

    private static void add(
            List<ShapeFit> shapes,
            ChipOffer offer,
            Variant variant,
            int devices,
            int tensorParallel,
            double plainRate,
            String unit) {
        if (devices > offer.maxDevices()) {
            return;
        }
        boolean small = variant.weights() == Precision.INT8;
        double rate = plainRate * (small ? 1.5 : 1);
        var precision = small ? Precision.INT8 : Precision.BF16;
        shapes.add(
                new ShapeFit(
                        new Shape(
                                devices,
                                tensorParallel,
                                1,
                                devices / tensorParallel,
                                1,
                                1,
                                precision,
                                precision,
                                1,
                                1,
                                false,
                                offer.stack(),
                                Village.MODEL.id(),
                                null),
                        rate,
                        unit,
                        new Band(rate * 0.7, rate * 1.4, 1),
                        null,
                        null,
                        new TimeTerms(1, 0, 0, 0, 0),
                        new Memory(1, 0, 0, 0),
                        devices * 400.0 / offer.parts(),
                        offer.costPerHour(devices, devices * 400.0 / offer.parts())));
    }
}
