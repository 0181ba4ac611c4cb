package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Parameter;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.Theta;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds the shapes in which a chip serves a model best.
///
/// GOALS. For every number of devices a replica may have, the most requests per second within the
/// limits; only numbers that several smaller replicas do not beat. Well under a millisecond a chip.
///
/// CONSTRAINTS. Tensor and attention parallelism stay within a domain; stages of a pipeline may
/// cross it. Eight-bit products only where the chip has them: FP8, else INT8.
public final class ServingFitter {

    private final InferenceService service;
    private final ChipOffer offer;
    private final Calibration calibration;
    private final Device device;
    private final Layout layout;
    private final Theta theta;
    private final TreeMap<Integer, Found> best = new TreeMap<>();
    private final Shortfall shortfall = new Shortfall();

    /// A setup with what it gives within the limits.
    private record Found(Variant variant, Setup setup, WithinLimits.Met met) {}

    private ServingFitter(
            InferenceService service, ChipOffer offer, Calibration calibration, Device device) {
        this.service = service;
        this.offer = offer;
        this.calibration = calibration;
        this.device = device;
        layout = layout(device, service, calibration);
        theta = calibration.theta(layout);
    }

    /// The efficient shapes of a service on an offer, or every reason why there is none.
    public static Fit fit(InferenceService service, ChipOffer offer, Calibration calibration) {
        var chip = offer.chip().id();
        var stacks = service.terms().stacks();
        if (!stacks.isEmpty() && !stacks.contains(offer.stack())) {
            var text =
                    "its code runs on %s only, the pool has %s"
                            .formatted(String.join(", ", stacks), offer.stack());
            return new Fit.Rejected(
                    service.name(), chip, List.of(new Reason("stack-unsupported", text)));
        }
        var device = Device.of(offer.chip());
        if (device == null) {
            var text =
                    "nobody has published the memory and a peak of %s"
                            .formatted(offer.chip().name());
            return new Fit.Rejected(
                    service.name(), chip, List.of(new Reason("figures-missing", text)));
        }
        return new ServingFitter(service, offer, calibration, device).search();
    }

    private static Layout layout(Device device, InferenceService service, Calibration calibration) {
        var parameters =
                new ArrayList<Parameter>(
                        ServingParameters.of(
                                new TreeSet<>(List.of(device.family())),
                                new TreeSet<>(List.of(device.chip())),
                                new TreeSet<>(),
                                service.variants().stream().map(Variant::model).toList()));
        for (var name : Coefficients.facts(device.chip())) {
            var fact = calibration.values().get(name);
            if (fact != null) {
                parameters.add(fact.parameter());
            }
        }
        return new Layout(parameters);
    }

    private Fit search() {
        boolean any = false;
        for (var variant : service.variants()) {
            if (variant.quality() < service.qualityFloor()) {
                continue;
            }
            any = true;
            var cost = ModelCost.of(variant.model());
            for (var weights : precisions(variant)) {
                for (var setup : setups(variant, weights)) {
                    consider(variant, setup, cost);
                }
            }
        }
        if (!any) {
            shortfall.add(
                    new Reason(
                            "quality-floor",
                            "none of its models reaches its quality floor of %s"
                                    .formatted(service.qualityFloor())));
        }
        var shapes = efficient();
        return shapes.isEmpty()
                ? new Fit.Rejected(
                        service.name(), offer.chip().id(), shortfall.reasons(offer, device))
                : new Fit.Fits(service.name(), offer.chip().id(), shapes);
    }

    /// Formats that a variant may be served in on this chip; none when it asks for one the chip
    /// lacks.
    private List<Precision> precisions(Variant variant) {
        var published = ServedFormats.published(variant.model());
        var asked = variant.weights();
        if (asked == null && published == Precision.FP4) {
            return List.of(published);
        } else if (asked == null) {
            var list = new ArrayList<>(List.of(Precision.BF16));
            if (device.computes(Precision.FP8)) {
                list.add(Precision.FP8);
            } else if (device.computes(Precision.INT8)) {
                list.add(Precision.INT8);
            }
            return list;
        }
        boolean eight = asked == Precision.FP8 || asked == Precision.INT8;
        if (eight && !device.computes(asked)) {
            var other = asked == Precision.FP8 ? Precision.INT8 : Precision.FP8;
            shortfall.add(
                    new Reason(
                            "no-" + asked.name().toLowerCase(Locale.ROOT),
                            "%s does not multiply in %s; a variant in %s would run"
                                    .formatted(
                                            offer.chip().name(),
                                            asked,
                                            device.computes(other) ? other : Precision.BF16)));
            return List.of();
        }
        return List.of(asked);
    }

    private List<Setup> setups(Variant variant, Precision weights) {
        var setups = new ArrayList<Setup>();
        int most = offer.maxDevices();
        int domain = Math.min(offer.domainDevices(), most);
        int heads = variant.model().attention().heads();
        for (int degree = 1; degree <= Math.min(domain, 64); degree *= 2) {
            if (heads % degree != 0) {
                continue;
            }
            int mostStages = Math.min(16, most / degree);
            for (int stages = 1; stages <= mostStages; stages *= 2) {
                if (stages <= variant.model().layers()) {
                    setups.add(setup(variant, weights, degree, stages, false));
                }
            }
        }
        if (variant.model().isMoe()) {
            for (int ranks = 2; ranks <= Math.min(domain, 256); ranks *= 2) {
                setups.add(setup(variant, weights, ranks, 1, true));
            }
        }
        return setups;
    }

    private Setup setup(
            Variant variant, Precision weights, int degree, int stages, boolean attention) {
        var engine = Engine.usualFor(offer.stack());
        var tpot = service.tpotMs();
        return new Setup(
                variant.model(),
                device,
                1,
                degree,
                stages,
                attention,
                false,
                weights,
                ServedFormats.compute(weights, device),
                Precision.BF16,
                false,
                engine,
                "",
                false,
                true,
                service.inputTokens(),
                Math.min(0.99, Math.max(0, service.sharedPrefix())),
                Math.max(1, service.outputTokens()),
                Double.POSITIVE_INFINITY,
                engine.slots(),
                tpot == null ? null : tpot / 1000);
    }

    private void consider(Variant variant, Setup setup, ModelCost cost) {
        var model = new ServingModel(setup, cost, layout);
        double missing = model.missingBytes(theta);
        if (missing > 0) {
            shortfall.memory(setup, missing);
            return;
        }
        switch (WithinLimits.of(model, theta, service.ttftMs())) {
            case WithinLimits.Missed missed -> shortfall.latency(missed);
            case WithinLimits.Met met -> {
                var found = new Found(variant, setup, met);
                var before = best.get(setup.devices());
                if (before == null || met.requestsPerSecond() > before.met.requestsPerSecond()) {
                    best.put(setup.devices(), found);
                }
            }
        }
    }

    /// Shapes that neither a smaller one nor several smaller replicas beat.
    private List<ShapeFit> efficient() {
        var kept = new ArrayList<Found>();
        for (Map.Entry<Integer, Found> entry : best.entrySet()) {
            double rate = entry.getValue().met.requestsPerSecond();
            boolean beaten = false;
            for (var smaller : kept) {
                int copies = Math.max(1, entry.getKey() / smaller.setup.devices());
                beaten |= smaller.met.requestsPerSecond() * copies >= rate;
            }
            if (!beaten) {
                kept.add(entry.getValue());
            }
        }
        return kept.stream()
                .sorted(Comparator.comparingInt(found -> found.setup.devices()))
                .map(this::shapeFit)
                .toList();
    }

    private ShapeFit shapeFit(Found found) {
        var setup = found.setup;
        var met = found.met;
        var prediction = met.prediction();
        int devices = setup.devices();
        boolean limited = service.ttftMs() != null || service.tpotMs() != null;
        var group =
                (limited ? "serve_online/" : "serve_offline/")
                        + (setup.model().isMoe() ? "moe" : "dense");
        double watts = ServingPower.watts(device, devices, prediction.terms(), met.utilisation());
        var shape =
                new Shape(
                        devices,
                        setup.attentionParallel() ? 1 : setup.tensorParallel(),
                        setup.pipelineParallel(),
                        setup.ranks(),
                        setup.attentionParallel() ? setup.tensorParallel() : 1,
                        1,
                        setup.weights(),
                        setup.cache(),
                        (int) Math.max(1, prediction.batch()),
                        1,
                        false,
                        offer.stack(),
                        found.variant.model().id());
        return new ShapeFit(
                shape,
                met.requestsPerSecond(),
                "requests/s",
                calibration.band(
                        "serving",
                        group,
                        device.chip(),
                        setup.model().id(),
                        met.requestsPerSecond()),
                met.ttftSeconds() * 1000,
                prediction.tpotSeconds() * 1000,
                prediction.terms(),
                prediction.memory(),
                watts,
                offer.costPerHour(devices, watts));
    }

    /// Why nothing was found, with the figures of the closest miss.
    private static final class Shortfall {
        private final List<Reason> others = new ArrayList<>();
        private double leastMissing = Double.MAX_VALUE;
        private @Nullable Setup closest;
        private WithinLimits.@Nullable Missed fastest;

        void add(Reason reason) {
            if (!others.contains(reason)) {
                others.add(reason);
            }
        }

        void memory(Setup setup, double missing) {
            if (missing < leastMissing) {
                leastMissing = missing;
                closest = setup;
            }
        }

        void latency(WithinLimits.Missed missed) {
            if (fastest == null || missed.overBy() < fastest.overBy()) {
                fastest = missed;
            }
        }

        List<Reason> reasons(ChipOffer offer, Device device) {
            var reasons = new ArrayList<>(others);
            if (fastest != null) {
                reasons.add(fastest.reason());
            } else if (closest != null) {
                var text =
                        "%.1f GB per device are missing even on %d devices in %s (each has %.1f GB; at most %d in a domain, %d in all)"
                                .formatted(
                                        leastMissing / 1e9,
                                        closest.devices(),
                                        closest.weights(),
                                        device.bytes() / 1e9,
                                        offer.domainDevices(),
                                        offer.maxDevices());
                reasons.add(new Reason("too-little-memory", text));
            }
            if (reasons.isEmpty()) {
                reasons.add(new Reason("pool-too-small", "there is no device to run on"));
            }
            return reasons;
        }
    }
}
