package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Reason;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The replicas of a service that are worth a look on an offer: formats and degrees.
record ServedSetups(
        InferenceService service, ChipOffer offer, Device device, ServingOptions options) {

    private static final int WIDEST_TENSOR = 64;
    private static final int MOST_STAGES = 16;

    /// Formats that a variant may be served in on this chip; none when it asks for one the chip
    /// lacks, which the shortfall then says.
    List<Precision> precisions(Variant variant, Shortfall shortfall) {
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

    List<Setup> of(Variant variant, Precision weights) {
        var setups = new ArrayList<Setup>();
        int most = offer.maxDevices();
        int domain = Math.min(offer.domainDevices(), most);
        int heads = variant.model().attention().heads();
        for (int degree = 1; degree <= Math.min(domain, WIDEST_TENSOR); degree *= 2) {
            if (heads % degree != 0) {
                continue;
            }
            int mostStages = Math.min(MOST_STAGES, most / degree);
            for (int stages = 1; stages <= mostStages; stages *= 2) {
                if (stages <= variant.model().layers()) {
                    setups.add(setup(variant, weights, degree, stages, false, 1));
                }
            }
        }
        if (variant.model().isMoe()) {
            int within = Math.min(domain, WideExperts.WIDEST);
            for (int ranks = 2; ranks <= within; ranks *= 2) {
                setups.add(setup(variant, weights, ranks, 1, true, 1));
            }
            spread(variant, weights, setups);
        }
        return setups;
    }

    /// Experts over nodes of several domains. Powers of two are enough: what lies between gains
    /// little and makes plans slow.
    private void spread(Variant variant, Precision weights, List<Setup> setups) {
        if (!WideExperts.obstacle(offer, device).isEmpty()) {
            return;
        }
        int experts = ModelCost.of(variant.model()).expertCount();
        int most = Math.min(Math.min(offer.maxDevices(), experts), WideExperts.WIDEST);
        int domain = offer.domainDevices();
        for (int ranks = 2 * Integer.highestOneBit(domain); ranks <= most; ranks *= 2) {
            int domains = (ranks - 1) / domain + 1;
            setups.add(setup(variant, weights, ranks, 1, true, domains));
        }
    }

    private Setup setup(
            Variant variant,
            Precision weights,
            int degree,
            int stages,
            boolean attention,
            int domains) {
        var engine = Engine.usualFor(offer.stack());
        var tpot = service.tpotMs();
        return new Setup(
                variant.model(),
                device,
                1,
                degree,
                stages,
                attention,
                attention && degree > WideExperts.NODE && WideExperts.isKnownOn(offer.stack()),
                domains,
                false,
                weights,
                ServedFormats.compute(weights, device),
                options.cache(),
                false,
                engine,
                "",
                false,
                true,
                service.inputTokens(),
                Math.min(0.99, Math.max(0, service.sharedPrefix())),
                Math.max(1, service.outputTokens()),
                Double.POSITIVE_INFINITY,
                EngineLimits.usual(engine).times(options.slots()),
                tpot == null ? null : tpot / 1000);
    }
}
