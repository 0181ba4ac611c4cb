package dev.medley.core.sim;

import dev.medley.core.control.Event;
import dev.medley.core.control.State;
import dev.medley.core.fit.Reason;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes down what becomes of works while a [Forecast] is played.
final class FateNotes {

    private final TreeMap<String, Note> notes = new TreeMap<>();
    private final List<String> pools = new ArrayList<>();
    private final double[] priceMs;
    private List<Double> prices;
    private long pricedMs;

    private static final class Note {
        private final String tenant;
        private final List<String> pools = new ArrayList<>();
        private long startMs = -1;
        private long endMs = -1;
        private String end = "";
        private int devices;
        private long sinceMs;
        private double deviceMs;
        private long idleMs;

        Note(String tenant, long sinceMs) {
            this.tenant = tenant;
            this.sinceMs = sinceMs;
        }

        void hold(int more, long atMs) {
            if (endMs < 0) {
                deviceMs += (double) devices * (atMs - sinceMs);
                idleMs += devices == 0 ? atMs - sinceMs : 0;
            }
            sinceMs = atMs;
            devices += more;
        }
    }

    FateNotes(State state) {
        state.setup().pools().forEach(pool -> pools.add(pool.id()));
        this.priceMs = new double[pools.size()];
        this.prices = state.poolPrices();
        this.pricedMs = state.nowMs();
        for (var job : state.jobs().values()) {
            var note = new Note(job.work().terms().tenant(), state.nowMs());
            notes.put(job.work().name(), note);
            for (var id : job.runs()) {
                var run = state.runs().get(id);
                if (run != null) {
                    held(note, run.pool(), run.devices(), state.nowMs());
                }
            }
        }
    }

    private void held(Note note, int pool, int devices, long atMs) {
        note.hold(devices, atMs);
        note.startMs = note.startMs < 0 ? atMs : note.startMs;
        if (!note.pools.contains(pools.get(pool))) {
            note.pools.add(pools.get(pool));
        }
    }

    void see(State state, Event event) {
        switch (event) {
            case Event.Submitted e ->
                    notes.put(e.work().name(), new Note(e.work().terms().tenant(), e.atMs()));
            case Event.RunPlaced e -> {
                var note = notes.get(e.work());
                if (note != null) {
                    held(note, e.pool(), e.seats().size() * e.member().devices(), e.atMs());
                }
            }
            case Event.RunEnded e -> {
                var run = state.runs().get(e.run());
                var note = run == null ? null : notes.get(run.work());
                if (run != null && note != null) {
                    note.hold(-run.devices(), e.atMs());
                }
            }
            case Event.Closed e -> {
                var note = notes.get(e.work());
                if (note != null) {
                    note.hold(0, e.atMs());
                    note.endMs = e.atMs();
                    note.end = e.end().name();
                }
            }
            case Event.Priced e -> {
                price(e.atMs());
                prices = e.poolPrices();
            }
            default -> {}
        }
    }

    private void price(long atMs) {
        for (int p = 0; p < priceMs.length && p < prices.size(); p++) {
            priceMs[p] += prices.get(p) * (atMs - pricedMs);
        }
        pricedMs = atMs;
    }

    Forecast.Course course(
            long from, long until, SortedMap<String, List<Reason>> waits, int rounds) {
        price(until);
        var fates = new TreeMap<String, Forecast.Fate>();
        notes.forEach(
                (work, note) -> {
                    note.hold(0, until);
                    fates.put(
                            work,
                            new Forecast.Fate(
                                    work,
                                    note.tenant,
                                    note.startMs,
                                    note.endMs,
                                    note.end,
                                    note.pools,
                                    note.deviceMs,
                                    note.idleMs,
                                    note.devices));
                });
        var means = new ArrayList<Double>();
        for (int p = 0; p < priceMs.length; p++) {
            double last = p < prices.size() ? prices.get(p) : 0;
            means.add(until > from ? priceMs[p] / (until - from) : last);
        }
        return new Forecast.Course(from, until, fates, means, waits, rounds);
    }
}
