package dev.medley.report;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Memory;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;

/// Fits from a roofline of a few lines: good enough to make plans that look like plans, and nothing
/// else.
final class SampleFits {

    private static final double TRAINED_SHARE_OF_PEAK = 0.4;
    private static final double DECODED_SHARE_OF_BANDWIDTH = 0.6;

    private SampleFits() {}

    static Fit fit(Work work, ChipOffer offer) {
        return switch (work) {
            case TrainingJob job -> training(job, offer);
            case InferenceService service -> serving(service, offer);
            case BatchJob job -> BatchFit.fit(job, offer);
        };
    }

    private static Fit training(TrainingJob job, ChipOffer offer) {
        double params = job.model().params();
        double bytes = params * (job.method() == TrainingJob.Method.LORA ? 2.2 : 16);
        var shapes = new ArrayList<ShapeFit>();
        int most = Math.min(job.maxDevices(), offer.maxDevices());
        for (int devices = job.minDevices(); devices <= most; devices *= 2) {
            if (bytes > 0.8 * devices * memory(offer)) {
                continue;
            }
            double scaling = Math.pow(devices, -0.04);
            double rate = devices * scaling * TRAINED_SHARE_OF_PEAK * peak(offer) / (6 * params);
            int tp = params > 2e10 ? Math.min(8, devices) : 1;
            int pp = params > 1e11 ? Math.min(4, devices / tp) : 1;
            var shape = shape(devices, tp, pp, devices / tp / pp, Precision.BF16, 1024, offer);
            shapes.add(shapeFit(shape, rate, "tokens/s", null, bytes / devices, offer));
        }
        return answer(work(job), offer, shapes, bytes, most);
    }

    private static Fit serving(InferenceService service, ChipOffer offer) {
        var model = service.variants().getFirst().model();
        double bytes = 2 * model.params();
        int devices = 1;
        while (bytes > 0.7 * devices * memory(offer)) {
            devices *= 2;
        }
        if (devices > offer.domainDevices() || devices > offer.maxDevices()) {
            return answer(service, offer, List.of(), bytes, offer.domainDevices());
        }
        double step = 2 * model.activeParams() / bandwidth(offer) / devices / 0.6 + 0.012;
        double tokens = 48 * devices * DECODED_SHARE_OF_BANDWIDTH * bandwidth(offer);
        double perRequest = 2 * model.activeParams() * (service.outputTokens() + 1);
        double prefill =
                2 * model.activeParams() * service.inputTokens() / (0.5 * peak(offer) * devices);
        double rate = 1 / (perRequest / tokens + prefill);
        var limit = service.tpotMs();
        if (limit != null && step * 1000 > limit) {
            var text = "a token takes %.0f ms, the limit is %.0f".formatted(step * 1000, limit);
            return new Fit.Rejected(
                    service.name(), offer.chip().id(), List.of(new Reason("too-slow", text)));
        }
        var shape = shape(devices, devices, 1, 1, Precision.BF16, 48, offer);
        var fit = shapeFit(shape, rate, "requests/s", prefill * 1400, bytes / devices, offer);
        return answer(service, offer, List.of(fit), bytes, offer.domainDevices());
    }

    private static Work work(Work work) {
        return work;
    }

    private static Fit answer(
            Work work, ChipOffer offer, List<ShapeFit> shapes, double bytes, int devices) {
        if (!shapes.isEmpty()) {
            return new Fit.Fits(work.name(), offer.chip().id(), shapes);
        }
        var text =
                "needs %.0f GB, %d devices have %.0f"
                        .formatted(bytes / 1e9, devices, devices * memory(offer) / 1e9);
        return new Fit.Rejected(
                work.name(), offer.chip().id(), List.of(new Reason("too-little-memory", text)));
    }

    private static ShapeFit shapeFit(
            Shape shape,
            double rate,
            String unit,
            @org.jspecify.annotations.Nullable Double ttftMs,
            double bytes,
            ChipOffer offer) {
        boolean measured = !offer.chip().id().startsWith("metax");
        double spread = measured ? 0.12 : 0.35;
        double watts = 0.75 * shape.devices() * tdp(offer) * 1.3;
        return new ShapeFit(
                shape,
                rate,
                unit,
                new Band(rate * (1 - spread), rate * (1 + spread), measured ? 24 : 0),
                ttftMs,
                ttftMs == null ? null : Double.valueOf(12 + ttftMs / 20),
                new TimeTerms(0.6, 0.3, 0.1, 0, 0.02),
                new Memory(memory(offer), bytes, 0, 1e9),
                watts,
                offer.costPerHour(shape.devices(), watts));
    }

    private static Shape shape(
            int devices, int tp, int pp, int dp, Precision precision, int batch, ChipOffer offer) {
        return new Shape(
                devices,
                tp,
                pp,
                dp,
                1,
                1,
                precision,
                Precision.BF16,
                batch,
                1,
                false,
                offer.stack(),
                "",
                null);
    }

    private static double peak(ChipOffer offer) {
        var flops = offer.chip().deviceFlops(Precision.BF16);
        return flops == null ? 0 : flops;
    }

    private static double memory(ChipOffer offer) {
        var memory = offer.chip().memoryGb();
        return memory == null ? 0 : offer.chip().perDevice(memory) * 1e9;
    }

    private static double bandwidth(ChipOffer offer) {
        var bandwidth = offer.chip().memoryGbs();
        return bandwidth == null ? 0 : offer.chip().perDevice(bandwidth) * 1e9;
    }

    private static double tdp(ChipOffer offer) {
        var tdp = offer.chip().tdpWatts();
        return tdp == null ? 0 : offer.chip().perDevice(tdp);
    }
}
