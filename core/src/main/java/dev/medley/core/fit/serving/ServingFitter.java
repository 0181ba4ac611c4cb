package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the shapes in which a chip serves a model best.
///
/// GOALS. For every number of devices a replica may have, the most requests per second within the
/// limits; only numbers that several smaller replicas do not beat. Well under a millisecond a chip.
///
/// CONSTRAINTS. Tensor parallelism stays within a domain; stages of a pipeline may cross it, and
/// experts where engines can ([WideExperts]). Eight-bit products only where the chip has them: FP8,
/// else INT8.
public final class ServingFitter {

    /// Tokens of one prefill chunk per device, where nothing limits them.
    private static final double CHUNK = 8192;

    /// What a replica of many devices has to serve more per device than any smaller one: it waits
    /// longer for its nodes and loses more with each of them.
    private static final double WIDE_GAIN = 1.05;

    private final InferenceService service;
    private final ChipOffer offer;
    private final ServingBasis basis;
    private final Device device;
    private final ServingOptions options;
    private final ServedSetups setups;
    private final TreeMap<Integer, Found> best = new TreeMap<>();
    private final Shortfall shortfall = new Shortfall();

    /// What some devices give within the limits.
    ///
    /// @param setup of a replica; of a decode replica where prefill has its own
    private record Found(
            Variant variant,
            Setup setup,
            Prediction prediction,
            double requestsPerSecond,
            double ttftSeconds,
            double watts,
            Disaggregation.@Nullable Matched matched) {

        int devices() {
            return matched == null ? setup.devices() : matched.devices();
        }

        boolean isWide() {
            return setup.wideExperts() || (matched != null && matched.prefill().wideExperts());
        }

        /// Whether experts are exchanged over the network.
        boolean crossesDomains() {
            return setup.domains() > 1 || (matched != null && matched.prefill().domains() > 1);
        }

        /// Requests per second times the quality of the answers.
        double value() {
            return requestsPerSecond * variant.quality();
        }
    }

    private ServingFitter(
            InferenceService service,
            ChipOffer offer,
            ServingBasis basis,
            Device device,
            ServingOptions options) {
        this.service = service;
        this.offer = offer;
        this.basis = basis;
        this.device = device;
        this.options = options;
        setups = new ServedSetups(service, offer, device, options);
    }

    /// The efficient shapes of a service on an offer, or every reason why there is none.
    public static Fit fit(InferenceService service, ChipOffer offer, Calibration calibration) {
        return fit(service, offer, new ServingBasis(calibration));
    }

    /// The same, with what other fits have looked up.
    public static Fit fit(InferenceService service, ChipOffer offer, ServingBasis basis) {
        return fit(service, offer, basis, ServingOptions.USUAL);
    }

    /// The same when whoever runs it has chosen otherwise than usual. Where a replica does a part
    /// of requests only, its rate is that of requests whose part it does, without limits.
    public static Fit fit(
            InferenceService service,
            ChipOffer offer,
            Calibration calibration,
            ServingOptions options) {
        return fit(service, offer, new ServingBasis(calibration), options);
    }

    static Fit fit(
            InferenceService service, ChipOffer offer, ServingBasis basis, ServingOptions options) {
        if (!service.members().isEmpty()) {
            return PooledFitter.fit(service, offer, basis);
        }
        var chip = offer.chip().id();
        var device = basis.device(offer.chip());
        if (device == null) {
            var text =
                    "nobody has published the memory and a peak of %s"
                            .formatted(offer.chip().name());
            return new Fit.Rejected(
                    service.name(), chip, List.of(new Reason("figures-missing", text)));
        }
        return new ServingFitter(service, offer, basis, device, options).search();
    }

    private Fit search() {
        var variants = Variant.above(service.qualityFloor(), service.variants());
        for (var variant : variants) {
            var cost = ModelCost.of(variant.model());
            for (var weights : setups.precisions(variant, shortfall)) {
                search(variant, weights, cost);
            }
        }
        if (variants.isEmpty()) {
            shortfall.add(Reason.belowQualityFloor(service.qualityFloor()));
        }
        var found = efficient();
        var shapes = found.stream().map(this::shapeFit).toList();
        var assumptions = new ArrayList<>(device.assumptions());
        assumptions.addAll(offer.assumptions());
        if (found.stream().anyMatch(Found::crossesDomains)) {
            assumptions.add(WideExperts.assumption());
        }
        return shapes.isEmpty()
                ? new Fit.Rejected(
                        service.name(), offer.chip().id(), shortfall.reasons(offer, device))
                : new Fit.Fits(service.name(), offer.chip().id(), shapes, assumptions);
    }

    /// Coefficients are the same in all shapes. Where answers have limits, the replicas that keep
    /// them best on their own are also tried at prefill and decode alone.
    private void search(Variant variant, Precision weights, ModelCost cost) {
        var some = setups.of(variant, weights);
        var k = basis.coefficients(some.getFirst());
        var kept = new TreeMap<Integer, Replica>();
        for (var setup : some) {
            var replica = new Replica(setup, cost, k);
            if (consider(variant, replica)) {
                kept.put(setup.devices(), replica);
            }
        }
        boolean whole = options.part() == ServingOptions.Part.WHOLE;
        if (whole && options.mayPart() && isLimited()) {
            var parted = new Disaggregation(service.ttftMs(), offer.maxDevices());
            kept.values().forEach(parted::offer);
            parted.matched().forEach(matched -> keep(found(variant, matched)));
        }
    }

    /// Whether the replica is the best so far on as many devices.
    private boolean consider(Variant variant, Replica replica) {
        var setup = replica.setup();
        double missing = replica.missingBytes();
        if (missing > 0) {
            shortfall.memory(setup, missing);
            return false;
        }
        return switch (options.part()) {
            case WHOLE -> considerWhole(variant, replica);
            case PREFILL -> keep(prefilling(variant, replica));
            case DECODE -> considerDecoding(variant, replica);
        };
    }

    private boolean considerWhole(Variant variant, Replica replica) {
        var setup = replica.setup();
        var before = best.get(setup.devices());
        double beaten = before == null ? 0 : before.value() / variant.quality();
        return switch (WithinLimits.of(replica, service.ttftMs(), beaten)) {
            case WithinLimits.Beaten _ -> false;
            case WithinLimits.Missed missed -> {
                shortfall.latency(missed);
                yield false;
            }
            case WithinLimits.Met met -> {
                var terms = met.prediction().terms();
                double watts =
                        ServingPower.watts(
                                device, setup.devices(), offer.parts(), terms, met.utilisation());
                yield keep(
                        new Found(
                                variant,
                                setup,
                                met.prediction(),
                                met.requestsPerSecond(),
                                met.ttftSeconds(),
                                watts,
                                null));
            }
        };
    }

    /// Prompts alone, put together to chunks that fill the devices.
    private Found prefilling(Variant variant, Replica replica) {
        var setup = replica.setup();
        double prompts = Math.max(1, CHUNK * setup.devices() / Math.max(1, setup.inputTokens()));
        double seconds = replica.prefillSeconds(prompts);
        var terms = replica.prefill(prompts);
        var memory = replica.predict().memory();
        var prediction =
                new Prediction(0, prompts / seconds, prompts, seconds, 0, terms, memory, 0);
        return alone(variant, setup, prediction, seconds);
    }

    /// Answers alone, within the limit on time per token where there is one.
    private boolean considerDecoding(Variant variant, Replica replica) {
        var tpot = replica.setup().tpotSeconds();
        double step = tpot == null ? Double.POSITIVE_INFINITY : replica.averageOf(tpot);
        var prediction = replica.decodingWithin(step);
        if (tpot != null && prediction.tpotSeconds() > step * 1.01) {
            double least = replica.decodeSeconds(1) * tpot / step;
            shortfall.latency(new WithinLimits.Missed("time per token", least, tpot));
            return false;
        }
        return keep(alone(variant, replica.setup(), prediction, 0));
    }

    private Found alone(Variant variant, Setup setup, Prediction prediction, double ttftSeconds) {
        double watts =
                ServingPower.watts(device, setup.devices(), offer.parts(), prediction.terms(), 1);
        double rate = prediction.requestsPerSecond();
        return new Found(variant, setup, prediction, rate, ttftSeconds, watts, null);
    }

    private boolean isLimited() {
        return service.ttftMs() != null || service.tpotMs() != null;
    }

    private Found found(Variant variant, Disaggregation.Matched matched) {
        return new Found(
                variant,
                matched.decode(),
                matched.prediction(),
                matched.requestsPerSecond(),
                matched.ttftSeconds(),
                matched.watts(device),
                matched);
    }

    private boolean keep(Found found) {
        var before = best.get(found.devices());
        boolean better = before == null || found.value() > before.value();
        if (better) {
            best.put(found.devices(), found);
        }
        return better;
    }

    /// Shapes that neither a smaller one nor several smaller replicas beat, and of those with
    /// experts on many devices the ones that pay.
    private List<Found> efficient() {
        var kept = new ArrayList<Found>();
        for (Map.Entry<Integer, Found> entry : best.entrySet()) {
            double value = entry.getValue().value();
            boolean beaten = false;
            boolean wide = entry.getValue().isWide();
            for (var smaller : kept) {
                int copies = Math.max(1, entry.getKey() / smaller.devices());
                beaten |= smaller.value() * copies >= value;
                double needed = WIDE_GAIN * smaller.value() / smaller.devices();
                beaten |= wide && value / entry.getKey() < needed;
            }
            if (!beaten) {
                kept.add(entry.getValue());
            }
        }
        return kept;
    }

    private ShapeFit shapeFit(Found found) {
        var setup = found.setup;
        var prediction = found.prediction;
        var matched = found.matched;
        int devices = found.devices();
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
                        found.variant.model().id(),
                        matched == null ? null : matched.split());
        return new ShapeFit(
                shape,
                found.requestsPerSecond,
                "requests/s",
                band(found),
                found.ttftSeconds * 1000,
                prediction.tpotSeconds() * 1000,
                prediction.terms(),
                prediction.memory(),
                found.watts,
                offer.costPerHour(devices, found.watts));
    }

    /// No measured row has prefill and decode apart, and none is of a part of a device, so such
    /// shapes are banded like a chip without rows; experts spread over nodes are a group of their
    /// own, of which no row is predicted.
    private Band band(Found found) {
        var model = found.setup.model();
        var phase =
                switch (options.part()) {
                    case WHOLE -> isLimited() ? "serve_online/" : "serve_offline/";
                    case PREFILL -> "prefill/";
                    case DECODE -> "decode/";
                };
        var group = phase + (model.isMoe() ? "moe" : "dense");
        if (found.isWide()) {
            return basis.calibration().band("serving", "wide/moe", "", found.requestsPerSecond);
        }
        var chip = found.matched == null && !offer.isCarved() ? device.chip() : "";
        return basis.calibration()
                .band("serving", group, chip, model.id(), found.requestsPerSecond);
    }
}
