package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Contrast;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Memory;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.pooling.SharedSlots;
import dev.medley.core.pooling.Tenancy;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Pooling;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Finds the fewest devices on which services take turns.
///
/// CONSTRAINTS. A slot is so many devices and holds one model, in its best shape on as many or
/// fewer. Every service bears what its owner allows: the share of requests that find the model not
/// loaded, the time to load it, and, of those, next to none that find no slot. A model that is busy
/// most of the time is not for sharing.
///
/// ALGORITHM. For every size of slot that all models fit, the fewest slots that keep every promise
/// ([SharedSlots]); of these, the fewest devices.
public final class PooledFitter {

    /// What one drive of a node reads per second: an NVMe drive on PCIe 4.0 x4 reads some 7 GB/s in
    /// sequence at best. An assumption; `loadTime` of a service replaces it.
    static final double LOAD_BYTES_PER_SECOND = 5e9;

    /// From weights in memory to the first answer, the engine's process having been kept. An
    /// assumption as well.
    static final double WAKE_SECONDS = 5;

    /// Most requests that may find every slot busy, by the formula; where that is rare, a
    /// simulation of every request finds up to twice as many, so 1 % at most.
    static final double MOST_BLOCKED = 0.005;

    /// Share of its replica's rate that a service may ask for and still take turns.
    static final double MOST_USE = 0.5;

    private final InferenceService group;
    private final ChipOffer offer;
    private final ServingBasis basis;

    private PooledFitter(InferenceService group, ChipOffer offer, ServingBasis basis) {
        this.group = group;
        this.offer = offer;
        this.basis = basis;
    }

    /// How services share devices.
    ///
    /// @param slots replicas that hold one model each
    /// @param slotDevices devices of a slot
    /// @param turns per member, in their order, what it meets
    public record Sharing(int slots, int slotDevices, List<Turn> turns, double busy) {

        public Sharing {
            turns = List.copyOf(turns);
        }

        /// Devices of all slots.
        public int devices() {
            return slots * slotDevices;
        }
    }

    /// One service among those that share.
    ///
    /// @param fit of its replica while it is loaded
    /// @param loadSeconds time to load it
    /// @param cold share of requests that load it first
    /// @param blocked share of requests that find no slot at once
    public record Turn(
            String service, ShapeFit fit, double loadSeconds, double cold, double blocked) {}

    /// One shape of all slots together, or why they cannot share here.
    static Fit fit(InferenceService group, ChipOffer offer, ServingBasis basis) {
        var reasons = new ArrayList<Reason>();
        var sharing = new PooledFitter(group, offer, basis).search(reasons);
        if (sharing == null) {
            var all = reasons.stream().distinct().toList();
            return new Fit.Rejected(group.name(), offer.chip().id(), all);
        }
        var shape = shapeFit(group, offer, sharing);
        return new Fit.Fits(
                group.name(), offer.chip().id(), List.of(shape), assumptions(group, offer));
    }

    /// How the members share devices of the offer, or null with the reasons why they cannot.
    public static @Nullable Sharing sharing(
            InferenceService group,
            ChipOffer offer,
            Calibration calibration,
            List<Reason> reasons) {
        return new PooledFitter(group, offer, new ServingBasis(calibration)).search(reasons);
    }

    private static List<String> assumptions(InferenceService group, ChipOffer offer) {
        boolean assumed =
                group.members().stream()
                        .map(InferenceService::pooling)
                        .anyMatch(pooling -> pooling == null || pooling.loadSeconds() == null);
        var all = new ArrayList<>(offer.assumptions());
        if (assumed) {
            all.add("models load at 5 GB/s a node and answer 5 s later");
        }
        return all;
    }

    private @Nullable Sharing search(List<Reason> reasons) {
        var fits = new ArrayList<List<ShapeFit>>();
        var sizes = new TreeSet<Integer>();
        var options = ServingOptions.USUAL.together();
        for (var member : group.members()) {
            switch (ServingFitter.fit(member, offer, basis, options)) {
                case Fit.Rejected rejected ->
                        rejected.reasons().forEach(reason -> reasons.add(of(member, reason)));
                case Fit.Fits some -> {
                    fits.add(some.shapes());
                    some.shapes().forEach(shape -> sizes.add(shape.shape().devices()));
                }
            }
        }
        if (!reasons.isEmpty()) {
            return null;
        }
        Sharing best = null;
        var failures = new ArrayList<Reason>();
        for (int size : sizes) {
            failures.clear();
            var found = ofSize(size, fits, failures);
            if (found != null && (best == null || found.devices() < best.devices())) {
                best = found;
            }
        }
        if (best == null) {
            reasons.addAll(failures);
        }
        return best;
    }

    private static Reason of(InferenceService member, Reason reason) {
        return new Reason(reason.code(), member.name() + ": " + reason.text());
    }

    private @Nullable Sharing ofSize(int size, List<List<ShapeFit>> fits, List<Reason> failures) {
        var chosen = new ArrayList<ShapeFit>();
        var models = new ArrayList<Tenancy>();
        for (int i = 0; i < fits.size(); i++) {
            var member = group.members().get(i);
            var fit = best(fits.get(i), size);
            if (fit == null) {
                return null;
            }
            double load = loadSeconds(member, fit);
            var failure = failure(member, fit, load);
            if (failure != null) {
                failures.add(of(member, failure));
                return null;
            }
            chosen.add(fit);
            models.add(new Tenancy(member.requestsPerSecond(), seconds(member, fit), load));
        }
        int most = Math.min(models.size(), offer.maxDevices() / size);
        for (int slots = 1; slots <= most; slots++) {
            var sharing = SharedSlots.of(models, slots);
            if (keepsPromises(sharing)) {
                return new Sharing(slots, size, turns(chosen, models, sharing), sharing.busy());
            }
        }
        failures.add(
                new Reason(
                        "pool-too-small",
                        "%d slots of %d devices keep no promise on cold starts; there are %d devices"
                                .formatted(most, size, offer.maxDevices())));
        return null;
    }

    private static @Nullable ShapeFit best(List<ShapeFit> shapes, int size) {
        return shapes.stream()
                .filter(shape -> shape.shape().devices() <= size)
                .max(Comparator.comparingDouble(ShapeFit::rate))
                .orElse(null);
    }

    private static @Nullable Reason failure(
            InferenceService member, ShapeFit fit, double loadSeconds) {
        var pooling = member.pooling();
        if (pooling != null && loadSeconds > pooling.coldStartSeconds()) {
            return new Reason(
                    "cold-start",
                    "its model loads in %.0f s; its users wait %.0f s at most"
                            .formatted(loadSeconds, pooling.coldStartSeconds()));
        }
        double use = member.requestsPerSecond() / fit.rate();
        return use <= MOST_USE
                ? null
                : new Reason(
                        "too-busy",
                        "it keeps a replica busy for %.0f %% of the time; up to %.0f %% can share"
                                .formatted(100 * use, 100 * MOST_USE));
    }

    private double loadSeconds(InferenceService member, ShapeFit fit) {
        var pooling = member.pooling();
        if (pooling != null && pooling.loadSeconds() != null) {
            return pooling.loadSeconds();
        }
        int devices = fit.shape().devices();
        double nodes = Math.max(1, Math.ceil((double) devices / offer.devicesPerNode()));
        double bytes = fit.memory().weightsBytes() * devices;
        return bytes / (LOAD_BYTES_PER_SECOND * nodes) + WAKE_SECONDS;
    }

    /// From arrival to the last token.
    private static double seconds(InferenceService member, ShapeFit fit) {
        double first = fit.ttftMs() == null ? 0 : fit.ttftMs();
        double each = fit.tpotMs() == null ? 0 : fit.tpotMs();
        return Math.max(1e-3, (first + each * member.outputTokens()) / 1000);
    }

    private boolean keepsPromises(SharedSlots.Sharing sharing) {
        for (int i = 0; i < sharing.models().size(); i++) {
            var model = sharing.models().get(i);
            Pooling pooling = group.members().get(i).pooling();
            double most = pooling == null ? 0 : pooling.share();
            if (model.cold() > most || model.blocked() > MOST_BLOCKED) {
                return false;
            }
        }
        return true;
    }

    private List<Turn> turns(
            List<ShapeFit> fits, List<Tenancy> models, SharedSlots.Sharing sharing) {
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < fits.size(); i++) {
            var met = sharing.models().get(i);
            var name = group.members().get(i).name();
            double load = models.get(i).loadSeconds();
            turns.add(new Turn(name, fits.get(i), load, met.cold(), met.blocked()));
        }
        return turns;
    }

    /// All slots as one shape that serves exactly what the members ask for.
    private static ShapeFit shapeFit(InferenceService group, ChipOffer offer, Sharing sharing) {
        double rate = group.requestsPerSecond();
        double half = 0;
        double ttft = 0;
        double tpot = 0;
        double watts = 0;
        var fullest = new Memory(1, 0, 0, 0);
        for (int i = 0; i < sharing.turns().size(); i++) {
            var turn = sharing.turns().get(i);
            var fit = turn.fit();
            half = Math.max(half, Contrast.halfWidth(fit.band()));
            ttft = Math.max(ttft, fit.ttftMs() == null ? 0 : fit.ttftMs());
            tpot = Math.max(tpot, fit.tpotMs() == null ? 0 : fit.tpotMs());
            watts = Math.max(watts, fit.watts() / fit.shape().devices());
            var memory = fit.memory();
            fullest = memory.usedBytes() > fullest.usedBytes() ? memory : fullest;
        }
        int rows =
                sharing.turns().stream()
                        .mapToInt(turn -> turn.fit().band().basisRows())
                        .min()
                        .orElse(0);
        int devices = sharing.devices();
        double factor = StrictMath.exp(half);
        var shape =
                new Shape(
                        devices,
                        sharing.slotDevices(),
                        1,
                        sharing.slots(),
                        1,
                        1,
                        widest(sharing),
                        Precision.BF16,
                        1,
                        1,
                        false,
                        offer.stack(),
                        "",
                        null);
        return new ShapeFit(
                shape,
                rate,
                "requests/s",
                new Band(rate / factor, rate * factor, rows),
                ttft,
                tpot,
                new TimeTerms(0, 0, 0, 0, 0),
                fullest,
                watts * devices,
                offer.costPerHour(devices, watts * devices));
    }

    private static Precision widest(Sharing sharing) {
        return sharing.turns().stream()
                .map(turn -> turn.fit().shape().precision())
                .max(Comparator.comparingDouble(Precision::bytes))
                .orElse(Precision.BF16);
    }
}
