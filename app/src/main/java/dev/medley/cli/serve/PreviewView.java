package dev.medley.cli.serve;

import dev.medley.core.control.Setup;
import dev.medley.core.fit.Essence;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.plan.Planner;
import dev.medley.core.sim.Forecast;
import dev.medley.core.work.Work;
import dev.medley.http.Face;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How works would fit each pool, and what the next market rounds would give them.
record PreviewView(List<OfWork> works, List<Object> problems) {

    /// @param plan what it would get within half an hour, or null
    record OfWork(String work, List<OfPool> fits, @Nullable Plan plan, List<Reason> waits) {}

    /// The shape that gives most per device; reasons where nothing fits.
    record OfPool(
            String pool,
            String chip,
            @Nullable Shape shape,
            @Nullable Integer devices,
            @Nullable Double rate,
            @Nullable String unit,
            @Nullable Double low80,
            @Nullable Double high80,
            @Nullable Double costPerHour,
            @Nullable Double watts,
            List<Reason> reasons) {}

    record Plan(String pool, int devices, long startsAt) {}

    static PreviewView of(Forked forked, List<Face.Submission> works, Fitting fitting) {
        var course = forked.with(fitting, Forecast.Terms.GLANCE);
        var setup = forked.setup();
        var offers = Planner.offers(setup.pools());
        var essences = works.stream().map(one -> Essence.of(one.work())).toList();
        var fits = fitting.fitAll(essences, offers);
        var shown = new ArrayList<OfWork>();
        for (int i = 0; i < works.size(); i++) {
            var work = works.get(i).work();
            shown.add(
                    new OfWork(
                            work.name(),
                            pools(setup, work, fits.get(i), forked.snapshot().nowMs()),
                            plan(course.fates().get(work.name())),
                            waits(forked.refused(), course, work.name())));
        }
        return new PreviewView(shown, List.of());
    }

    private static List<OfPool> pools(Setup setup, Work work, List<Fit> fits, long nowMs) {
        var permissions = setup.permissions(nowMs);
        var shown = new ArrayList<OfPool>();
        for (int p = 0; p < setup.pools().size(); p++) {
            var pool = setup.pools().get(p);
            var reasons = new ArrayList<>(permissions.refusals(work, pool));
            ShapeFit best = null;
            switch (fits.get(p)) {
                case Fit.Fits some -> best = best(some);
                case Fit.Rejected rejected -> reasons.addAll(0, rejected.reasons());
            }
            shown.add(of(pool.id(), pool.chip().id(), best, reasons));
        }
        return shown;
    }

    private static @Nullable ShapeFit best(Fit.Fits fits) {
        return fits.shapes().stream()
                .max(Comparator.comparingDouble(f -> f.rate() / f.shape().devices()))
                .orElse(null);
    }

    private static OfPool of(
            String pool, String chip, @Nullable ShapeFit fit, List<Reason> reasons) {
        if (fit == null) {
            return new OfPool(pool, chip, null, null, null, null, null, null, null, null, reasons);
        }
        return new OfPool(
                pool,
                chip,
                fit.shape(),
                fit.shape().devices(),
                fit.rate(),
                fit.unit(),
                fit.band().low(),
                fit.band().high(),
                fit.costPerHour(),
                fit.watts(),
                reasons);
    }

    private static @Nullable Plan plan(Forecast.@Nullable Fate fate) {
        return fate == null || fate.startMs() < 0 || fate.pools().isEmpty()
                ? null
                : new Plan(fate.pools().getFirst(), fate.devices(), fate.startMs());
    }

    private static List<Reason> waits(
            SortedMap<String, List<Reason>> refused, Forecast.Course course, String work) {
        var all = new TreeMap<>(course.waits());
        all.putAll(refused);
        return all.getOrDefault(work, List.of());
    }
}
