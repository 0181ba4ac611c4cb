package dev.medley.core.whatif;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Contrast;
import dev.medley.core.fit.Essence;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.serving.ServingFitter;
import dev.medley.core.fit.serving.ServingOptions;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Planner;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Tries changes to a service one by one and ranks them by the devices they free.
///
/// GOALS. Say what would free most, how sure that is, and say so where nothing would.
///
/// ALGORITHM. As things are, the service needs the fewest devices that whole replicas of one shape
/// serve its demand with. Each change gives another number. Devices of different chips are not the
/// same, so both are weighed: a device is worth what it gives for the standard model beside the
/// reference chip (`docs/value.md`), and changes rank by the equivalents they free.
///
/// BANDS. Most of a prediction's error is the same before and after, so a change is judged by the
/// band of the ratio ([Contrast]), given that the prediction of things as they are is right. A gain
/// that holds over the whole band frees devices; one that holds at the prediction alone is likely.
///
/// EXAMPLE. A service needs 40 devices. With twice the time per token its rate per device is 1.5
/// times as high: 27 devices. The ratio's band is 0.28 in the logarithm, so 21 to 36 devices are
/// left: 13 are freed, 4 to 19. Certain.
public final class WhatIf {

    private final List<Pool> pools;
    private final Catalog catalog;
    private final Calibration calibration;
    private final Incumbents incumbents;
    private final String home;
    private final Chip reference;
    private final Model standard;
    private final TreeMap<String, Double> worths = new TreeMap<>();

    /// @param pools where the service may be
    /// @param incumbents what runs; a service among it is taken as it runs
    /// @param home id of the pool where services are that do not run yet, or "" for the one where
    ///   each needs the fewest devices
    /// @param reference chip that equivalents are counted in
    /// @param standard model that compares chips
    public WhatIf(
            List<Pool> pools,
            Catalog catalog,
            Calibration calibration,
            Incumbents incumbents,
            String home,
            Chip reference,
            Model standard) {
        this.pools = List.copyOf(pools);
        this.catalog = catalog;
        this.calibration = calibration;
        this.incumbents = incumbents;
        this.home = home;
        this.reference = reference;
        this.standard = standard;
    }

    /// As it is: where, and in which variant alone.
    private record Start(Pool pool, InferenceService service, Need need, int held) {}

    /// What could be saved on this service.
    public Savings of(InferenceService service) {
        var reasons = new ArrayList<Reason>();
        var start = start(service, reasons);
        if (start == null) {
            return new Savings.Nowhere(service, reasons.stream().distinct().toList());
        }
        var others =
                pools.stream()
                        .filter(pool -> !pool.id().equals(start.pool.id()))
                        .filter(pool -> permitted(service, pool))
                        .toList();
        var shape = start.need.shape().shape();
        var changes = Changes.of(service, start.service, shape, start.pool, others, catalog);
        var options = new ArrayList<Option>();
        for (var change : changes) {
            options.add(option(service, start, change));
        }
        options.sort(Comparator.comparingDouble(WhatIf::rank).reversed());
        double half = Contrast.halfWidth(start.need.shape().band());
        return new Savings.Found(
                service,
                start.pool,
                start.need,
                start.need.devicesAt(StrictMath.exp(-half)),
                start.need.devicesAt(StrictMath.exp(half)),
                start.service.variants().getFirst().quality(),
                start.held,
                worth(start.service, start.pool),
                options);
    }

    /// Freed equivalents; refusals after everything else.
    private static double rank(Option option) {
        return option instanceof Option.Tried tried
                ? tried.equivalents()
                : Double.NEGATIVE_INFINITY;
    }

    /// Where it runs, or else where its original needs the fewest devices.
    private @Nullable Start start(InferenceService service, List<Reason> reasons) {
        var runs = incumbents.runs().getOrDefault(service.name(), List.of());
        if (!runs.isEmpty()) {
            var place = runs.getFirst().place();
            for (var pool : pools) {
                if (pool.id().equals(place.pool())) {
                    return start(
                            service, running(service, place), pool, held(runs, pool.id()), reasons);
                }
            }
        }
        Start best = null;
        for (var pool : pools) {
            boolean candidate = home.isEmpty() || home.equals(pool.id());
            if (candidate && permitted(service, pool)) {
                var start = start(service, service.variants().getFirst(), pool, 0, reasons);
                if (start != null && (best == null || start.need.devices() < best.need.devices())) {
                    best = start;
                }
            }
        }
        return best;
    }

    private static int held(List<Incumbents.Run> runs, String pool) {
        return runs.stream()
                .filter(run -> run.place().pool().equals(pool))
                .mapToInt(run -> run.replicas() * run.place().devices())
                .sum();
    }

    private static Variant running(InferenceService service, Incumbents.Place place) {
        for (var variant : service.variants()) {
            if (variant.is(place.model(), place.precision())) {
                return variant;
            }
        }
        return service.variants().getFirst();
    }

    private @Nullable Start start(
            InferenceService service, Variant variant, Pool pool, int held, List<Reason> reasons) {
        var only = Change.only(service, variant);
        return switch (fit(only, pool, ServingOptions.USUAL)) {
            case Fit.Rejected rejected -> {
                reasons.addAll(rejected.reasons());
                yield null;
            }
            case Fit.Fits fits ->
                    new Start(pool, only, Need.of(fits, only.requestsPerSecond()), held);
        };
    }

    private static boolean permitted(InferenceService service, Pool pool) {
        return Permissions.OF_TERMS.refusals(service, pool).isEmpty();
    }

    private Fit fit(InferenceService service, Pool pool, ServingOptions options) {
        return ServingFitter.fit(service, Planner.offer(pool), calibration, options);
    }

    private Option option(InferenceService service, Start start, Change change) {
        var quality = change.quality();
        if (quality != null && quality < service.qualityFloor()) {
            var text =
                    "its quality of %s is below the floor of %s"
                            .formatted(quality, service.qualityFloor());
            return new Option.Refused(change, List.of(new Reason("quality-floor", text)));
        }
        return switch (fit(change.service(), change.pool(), change.options())) {
            case Fit.Rejected rejected -> new Option.Refused(change, rejected.reasons());
            case Fit.Fits fits -> {
                var need = Need.of(fits, change.service().requestsPerSecond());
                yield tried(start, change, need);
            }
        };
    }

    private Option tried(Start start, Change change, Need need) {
        var before = start.need.shape();
        var after = need.shape();
        boolean related =
                start.pool.chip().id().equals(change.pool().chip().id())
                        && before.shape().model().equals(after.shape().model());
        double half = Contrast.halfWidth(before.band(), after.band(), related, false);
        int low = need.devicesAt(StrictMath.exp(-half));
        int high = need.devicesAt(StrictMath.exp(half));
        double held = start.need.devices() * worth(start.service, start.pool);
        double each = worth(start.service, change.pool());
        double freed = held - need.devices() * each;
        double least = held - high * each;
        var verdict =
                freed <= 1e-9 * held
                        ? Option.Verdict.NO_GAIN
                        : least > 0 ? Option.Verdict.FREES : Option.Verdict.LIKELY;
        return new Option.Tried(
                change,
                verdict,
                need,
                low,
                high,
                freed,
                least,
                held - low * each,
                note(start, change, need, verdict));
    }

    private static String note(Start start, Change change, Need need, Option.Verdict verdict) {
        if (change.kind() == Change.Kind.PARTING) {
            return start.need.shape().shape().split() != null
                    ? "they are apart already"
                    : need.shape().shape().split() == null
                            ? "tried already: together serves as much"
                            : "";
        }
        boolean smallest = start.need.replicas() == 1 && need.replicas() == 1;
        if (verdict == Option.Verdict.NO_GAIN && smallest) {
            return "one replica is the least, and it is %.0f %% busy".formatted(100 * need.busy());
        }
        return "";
    }

    /// Reference-device equivalents of one device of the pool, by the standard model; by nothing
    /// better than one for one where either does not run it.
    private double worth(InferenceService any, Pool pool) {
        return worths.computeIfAbsent(
                pool.id(),
                _ -> {
                    double here = standardPerDevice(any, Planner.offer(pool));
                    double there = standardPerDevice(any, Planner.referenceOffer(reference));
                    return here > 0 && there > 0 ? here / there : 1;
                });
    }

    private double standardPerDevice(InferenceService any, ChipOffer offer) {
        if (!(Essence.standard(any, standard) instanceof InferenceService service)) {
            return 0;
        }
        return switch (ServingFitter.fit(service, offer, calibration)) {
            case Fit.Rejected _ -> 0;
            case Fit.Fits fits ->
                    fits.shapes().stream()
                            .mapToDouble(shape -> shape.rate() / shape.shape().devices())
                            .max()
                            .orElse(0);
        };
    }
}
