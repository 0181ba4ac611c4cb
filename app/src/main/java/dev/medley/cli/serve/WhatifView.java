package dev.medley.cli.serve;

import dev.medley.core.control.Command;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Reason;
import dev.medley.core.sim.Forecast;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/// What would change if some works came: the live state played on with them, beside the same
/// without them.
///
/// @param changes new works first, then those that wait longer or end later, the most first
/// @param waits why works that wait only with the new ones do
/// @param works that were played
/// @param ms how long it took
record WhatifView(
        List<Change> changes,
        List<Price> prices,
        List<Wait> waits,
        long fromMs,
        long untilMs,
        int works,
        long ms) {

    /// Less is no change worth telling.
    private static final long NOTICED_MS = 60_000;

    private static final int MOST = 500;

    /// A work that is new or fares otherwise.
    record Change(
            String work,
            String tenant,
            boolean isNew,
            @Nullable Expected before,
            @Nullable Expected after) {}

    /// What becomes of a work, as far as it was played; times are null where they do not come.
    ///
    /// @param devices held on average
    record Expected(
            String state,
            @Nullable Long startsAt,
            @Nullable Long endsAt,
            List<String> pools,
            double devices,
            long waitedMs) {

        static Expected of(Forecast.Fate fate, Forecast.Course course) {
            long end = fate.endMs() < 0 ? course.untilMs() : fate.endMs();
            return new Expected(
                    Forked.state(fate),
                    fate.startMs() < 0 ? null : fate.startMs(),
                    fate.endMs() < 0 ? null : fate.endMs(),
                    fate.pools(),
                    fate.deviceMs() / Math.max(1, end - course.fromMs()),
                    fate.idleMs());
        }
    }

    /// Mean price of a pool over the time.
    record Price(String pool, double before, double after) {}

    record Wait(String work, List<Reason> reasons) {}

    /// Plays both.
    ///
    /// @param tenant whose works may be named; null for all
    static WhatifView of(Forked forked, Fitting fitting, @Nullable String tenant) {
        long begun = System.nanoTime();
        var terms = Forecast.Terms.HALF_DAY;
        // Both at once: there are two threads' worth of answers, and people wait.
        var plain = CompletableFuture.supplyAsync(() -> forked.without(fitting, terms));
        var after = forked.with(fitting, terms);
        var before = plain.join();
        return of(forked, before, after, tenant, (System.nanoTime() - begun) / 1_000_000);
    }

    private static WhatifView of(
            Forked forked,
            Forecast.Course before,
            Forecast.Course after,
            @Nullable String tenant,
            long ms) {
        var asked = new TreeSet<String>();
        for (var command : forked.comes()) {
            if (command instanceof Command.Submit submit) {
                asked.add(submit.work().name());
            } else if (command instanceof Command.Change change) {
                asked.add(change.work().name());
            }
        }
        var changes = new ArrayList<Change>();
        for (var fate : after.fates().values()) {
            var was = before.fates().get(fate.work());
            boolean seen = tenant == null || tenant.equals(fate.tenant());
            if (seen && (asked.contains(fate.work()) || was == null || differ(was, fate))) {
                changes.add(
                        new Change(
                                fate.work(),
                                fate.tenant(),
                                was == null,
                                was == null ? null : Expected.of(was, before),
                                Expected.of(fate, after)));
            }
        }
        changes.sort(
                Comparator.comparing((Change c) -> !asked.contains(c.work()))
                        .thenComparingLong(c -> -weight(c))
                        .thenComparing(Change::work));
        var shown = changes.subList(0, Math.min(MOST, changes.size()));
        return new WhatifView(
                List.copyOf(shown),
                prices(forked, before, after),
                waits(forked, before, after, shown),
                after.fromMs(),
                Math.min(before.untilMs(), after.untilMs()),
                after.fates().size(),
                ms);
    }

    private static boolean differ(Forecast.Fate a, Forecast.Fate b) {
        return Math.abs(a.idleMs() - b.idleMs()) > NOTICED_MS
                || Math.abs(a.startMs() - b.startMs()) > NOTICED_MS
                || Math.abs(a.endMs() - b.endMs()) > NOTICED_MS
                || !new TreeSet<>(a.pools()).equals(new TreeSet<>(b.pools()))
                || Math.abs(a.deviceMs() - b.deviceMs()) > 0.02 * Math.max(a.deviceMs(), 1);
    }

    private static long weight(Change change) {
        var before = change.before();
        var after = change.after();
        return before == null || after == null
                ? Long.MAX_VALUE / 2
                : Math.abs(after.waitedMs() - before.waitedMs());
    }

    private static List<Price> prices(
            Forked forked, Forecast.Course before, Forecast.Course after) {
        var prices = new ArrayList<Price>();
        for (int p = 0; p < forked.setup().pools().size(); p++) {
            prices.add(
                    new Price(
                            forked.setup().pools().get(p).id(),
                            before.prices().get(p),
                            after.prices().get(p)));
        }
        return prices;
    }

    private static List<Wait> waits(
            Forked forked, Forecast.Course before, Forecast.Course after, List<Change> shown) {
        var waits = new TreeMap<String, List<Reason>>();
        for (var change : shown) {
            var reasons = after.waits().get(change.work());
            if (reasons != null && !before.waits().containsKey(change.work())) {
                waits.put(change.work(), reasons);
            }
        }
        for (var command : forked.comes()) {
            if (command instanceof Command.Submit submit) {
                var name = submit.work().name();
                var reasons = after.waits().get(name);
                if (reasons != null) {
                    waits.put(name, reasons);
                }
            }
        }
        waits.putAll(forked.refused());
        var list = new ArrayList<Wait>();
        waits.forEach((work, reasons) -> list.add(new Wait(work, reasons)));
        return list;
    }
}
