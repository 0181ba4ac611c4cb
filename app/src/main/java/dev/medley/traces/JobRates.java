package dev.medley.traces;

import dev.medley.core.market.PoolSupply;
import dev.medley.core.sim.rounds.Arrivals;
import dev.medley.core.sim.rounds.RigidJob;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Steps per second of every type of job, by workers and chip:
/// `job_type,num_workers,gpu_type,steps_per_second`. A zero says that it does not fit or was not
/// measured: it cannot run there.
public final class JobRates {

    private static final List<String> COLUMNS =
            List.of("job_type", "num_workers", "gpu_type", "steps_per_second");

    private final Path file;
    private final SortedMap<Key, SortedMap<String, Double>> rates = new TreeMap<>();

    private record Key(String type, int workers) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : Integer.compare(workers, other.workers);
        }
    }

    private JobRates(Path file) {
        this.file = file;
    }

    /// Reads the file, gzipped or not.
    ///
    /// @throws TraceException if the file cannot be used
    public static JobRates read(Path file) {
        var table = new JobRates(file);
        CsvTable.read(
                file,
                COLUMNS,
                row -> {
                    var key =
                            new Key(
                                    row.required("job_type"),
                                    (int) row.number("num_workers", 1, 1024));
                    var chip = row.required("gpu_type");
                    double rate = row.decimal("steps_per_second", 0, 1e9);
                    var known = table.rates.computeIfAbsent(key, _ -> new TreeMap<>());
                    if (known.putIfAbsent(chip, rate) != null) {
                        row.wrong(
                                "gpu_type",
                                chip,
                                "was given before for this job and as many workers",
                                "leave one of them");
                    }
                });
        return table;
    }

    Path file() {
        return file;
    }

    /// Every pool must be a chip of the table.
    ///
    /// @throws TraceException if the rates say nothing about a pool
    public void check(List<PoolSupply> pools) {
        for (var pool : pools) {
            if (rates.values().stream().noneMatch(known -> known.containsKey(pool.id()))) {
                throw new TraceException(
                        "%s: gpu_type: '%s' of --fleet is not there; name some of %s"
                                .formatted(file, pool.id(), String.join(", ", chips())));
            }
        }
    }

    /// Chips of the table.
    public List<String> chips() {
        return rates.values().stream()
                .flatMap(known -> known.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// By workers, the types that run on the chip.
    NavigableMap<Integer, List<String>> typesOn(String chip) {
        var types = new TreeMap<Integer, List<String>>();
        rates.forEach(
                (key, known) -> {
                    if (known.getOrDefault(chip, 0.0) > 0) {
                        types.computeIfAbsent(key.workers, _ -> new ArrayList<>()).add(key.type);
                    }
                });
        return types;
    }

    double rate(String type, int workers, String chip) {
        var known = rates.getOrDefault(new Key(type, workers), Collections.emptySortedMap());
        return known.getOrDefault(chip, 0.0);
    }

    /// Rates in the order of the pools, or nothing if none of them can run it.
    List<Double> of(String type, int workers, List<PoolSupply> pools) {
        var known = rates.getOrDefault(new Key(type, workers), Collections.emptySortedMap());
        var inOrder = new ArrayList<Double>();
        boolean runs = false;
        for (var pool : pools) {
            double rate = known.getOrDefault(pool.id(), 0.0);
            inOrder.add(rate);
            runs |= rate > 0 && workers <= pool.devices();
        }
        return runs ? inOrder : List.of();
    }

    /// Jobs that come at random, of all types that run in the first pool.
    ///
    /// @throws TraceException if there is none with a single worker
    public List<RigidJob> draw(List<PoolSupply> pools, int count, double perHour, long seed) {
        var kinds = new ArrayList<Arrivals.Kind>();
        for (var key : rates.keySet()) {
            var known = of(key.type, key.workers, pools);
            if (!known.isEmpty()) {
                kinds.add(new Arrivals.Kind(key.type, key.workers, known));
            }
        }
        if (kinds.stream().noneMatch(k -> k.workers() == 1 && k.rates().getFirst() > 0)) {
            throw new TraceException(
                    "%s: num_workers: no job of one worker runs on '%s'; put another chip first in --fleet"
                            .formatted(file, pools.getFirst().id()));
        }
        return new Arrivals(kinds, seed).draw(count, perHour);
    }
}
