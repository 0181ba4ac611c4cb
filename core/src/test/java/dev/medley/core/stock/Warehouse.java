package dev.medley.core.stock;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Builds the stock of a single pool.
final class Warehouse {

    private final Pool pool;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Lease> leases = new ArrayList<>();
    private final List<Retirement> retirements = new ArrayList<>();
    private final TreeMap<String, Failures> failures = new TreeMap<>();
    private final TreeMap<String, Integer> spares = new TreeMap<>();

    Warehouse(Pool pool) {
        this.pool = pool;
    }

    Warehouse arrives(String name, int devices, LocalDate date) {
        return arrives(name, devices, DateBand.on(date));
    }

    Warehouse arrives(String name, int devices, DateBand date) {
        arrivals.add(new Arrival(name, pool.id(), devices, date, null));
        return this;
    }

    Warehouse leased(String name, int devices, LocalDate ends) {
        leases.add(new Lease(name, pool.id(), devices, ends));
        return this;
    }

    Warehouse renewable(String name, int devices, LocalDate ends, double renewal, LocalDate until) {
        leases.add(new Lease(name, pool.id(), devices, ends, renewal, until));
        return this;
    }

    Warehouse retires(int devices, LocalDate date) {
        retirements.add(new Retirement(pool.id(), devices, date));
        return this;
    }

    Warehouse fails(Failures some) {
        failures.put(pool.id(), some);
        return this;
    }

    Warehouse spares(int devices) {
        spares.put(pool.id(), devices);
        return this;
    }

    Stock stock() {
        return new Stock(List.of(pool), failures, spares, arrivals, leases, retirements, List.of());
    }

    static Pool pool(String id, int devices) {
        var traits =
                new ChipTraits("", null, null, null, null, "", List.of(), List.of(), List.of());
        var chip =
                new Chip(
                        "vendor-" + id,
                        "Vendor",
                        id,
                        List.of(),
                        id,
                        Chip.Status.SHIPPING,
                        "",
                        1,
                        new TreeMap<>(),
                        80.0,
                        3000.0,
                        null,
                        null,
                        null,
                        null,
                        "cuda",
                        traits,
                        new Provenance("test", "2026-06-01", Confidence.LOW, ""),
                        new TreeMap<>());
        return new Pool(id, new Site("here", "CN", 0.4, 1.2), chip, "cuda", devices, 8, 8, 1);
    }
}
