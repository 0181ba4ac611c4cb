package dev.medley.core.whatif;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Stack;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.serving.ServingOptions;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// All changes worth a try for a service where it is. Nothing is judged here.
final class Changes {

    private static final double[] LONGER = {1.5, 2};
    private static final double[] SHARES = {0.25, 0.5, 0.75};
    private static final double[] SLOTS = {2, 4};

    private final InferenceService service;
    private final InferenceService baseline;
    private final Shape shape;
    private final Pool pool;
    private final List<Change> changes = new ArrayList<>();

    /// @param service with all its variants
    /// @param baseline the same with the variant that runs alone
    private Changes(InferenceService service, InferenceService baseline, Shape shape, Pool pool) {
        this.service = service;
        this.baseline = baseline;
        this.shape = shape;
        this.pool = pool;
    }

    static List<Change> of(
            InferenceService service,
            InferenceService baseline,
            Shape shape,
            Pool pool,
            List<Pool> others,
            Catalog catalog) {
        var changes = new Changes(service, baseline, shape, pool);
        changes.precisions(catalog);
        changes.variants();
        changes.latencies();
        changes.sharing();
        changes.engine();
        changes.chips(others);
        return changes.changes;
    }

    private void precisions(Catalog catalog) {
        if (!(catalog.stack(pool.stack()) instanceof Lookup.Found<Stack>(var stack))) {
            return;
        }
        var model = baseline.variants().getFirst().model();
        var seen = new TreeSet<Precision>();
        seen.add(shape.precision());
        for (var format : stack.formatsOn(pool.chip())) {
            if (seen.add(format.weights())) {
                var variant = new Variant(model, format.weights(), 1);
                add(
                        Change.Kind.PRECISION,
                        "weights as %s (%s)".formatted(format.name(), stack.name()),
                        Change.only(baseline, variant),
                        Change.quality(service, model.id(), format.weights()));
            }
        }
    }

    private void variants() {
        var runs = baseline.variants().getFirst();
        for (var variant : service.variants()) {
            var weights = variant.weights();
            boolean other = !variant.model().id().equals(runs.model().id());
            if (other) {
                var in = weights == null ? "" : " in " + weights.name().toLowerCase(Locale.ROOT);
                add(
                        Change.Kind.VARIANT,
                        variant.model().id() + in,
                        Change.only(baseline, variant),
                        variant.quality());
            }
        }
    }

    private void latencies() {
        var ttft = baseline.ttftMs();
        var tpot = baseline.tpotMs();
        if (tpot != null) {
            for (double factor : LONGER) {
                latency("TPOT", tpot, tpot * factor, Change.within(baseline, ttft, tpot * factor));
            }
        }
        if (ttft != null) {
            latency("TTFT", ttft, ttft * 2, Change.within(baseline, ttft * 2, tpot));
        }
        if (ttft != null && tpot != null) {
            same(
                    Change.Kind.LATENCY,
                    "TTFT and TPOT twice as long",
                    Change.within(baseline, ttft * 2, tpot * 2));
        }
        if (ttft != null || tpot != null) {
            same(
                    Change.Kind.LATENCY,
                    "no limits, as a queue overnight",
                    Change.within(baseline, null, null));
        }
    }

    private void latency(String what, double from, double to, InferenceService then) {
        same(Change.Kind.LATENCY, "%s %s, not %s".formatted(what, time(to), time(from)), then);
    }

    private static String time(double ms) {
        return ms < 1000 ? "%.0f ms".formatted(ms) : "%.1f s".formatted(ms / 1000);
    }

    private void sharing() {
        for (double share : SHARES) {
            if (share > baseline.sharedPrefix() + 0.01) {
                same(
                        Change.Kind.PREFIX,
                        "%.0f %% of prompts shared, not %.0f %%"
                                .formatted(100 * share, 100 * baseline.sharedPrefix()),
                        Change.sharing(baseline, share));
            }
        }
    }

    private void engine() {
        var usual = ServingOptions.USUAL;
        var cache = pool.chip().denseTflops().containsKey(Precision.FP8);
        if (cache) {
            changes.add(
                    new Change(
                            Change.Kind.CACHE,
                            "KV cache in fp8",
                            baseline,
                            usual.withCache(Precision.FP8),
                            pool,
                            null));
        }
        for (double factor : SLOTS) {
            changes.add(
                    new Change(
                            Change.Kind.BATCH,
                            "engine holds %.0fx as many sequences".formatted(factor),
                            baseline,
                            usual.withSlots(factor),
                            pool,
                            quality()));
        }
        if (baseline.ttftMs() != null || baseline.tpotMs() != null) {
            boolean parted = shape.split() != null;
            changes.add(
                    new Change(
                            Change.Kind.PARTING,
                            parted ? "prefill and decode together" : "prefill and decode apart",
                            baseline,
                            parted ? usual.together() : usual,
                            pool,
                            quality()));
        }
    }

    private void chips(List<Pool> others) {
        for (var other : others) {
            var what = other.id().equals(other.chip().id()) ? "" : " (" + other.chip().id() + ")";
            changes.add(
                    new Change(
                            Change.Kind.CHIP,
                            "on " + other.id() + what,
                            baseline,
                            ServingOptions.USUAL,
                            other,
                            quality()));
        }
    }

    private void same(Change.Kind kind, String text, InferenceService then) {
        add(kind, text, then, quality());
    }

    private void add(
            Change.Kind kind, String text, InferenceService then, @Nullable Double quality) {
        changes.add(new Change(kind, text, then, ServingOptions.USUAL, pool, quality));
    }

    private @Nullable Double quality() {
        return baseline.variants().getFirst().quality();
    }
}
