package dev.medley.core.runway;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Village;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Rulings;
import dev.medley.core.rules.Treatment;
import dev.medley.core.rules.Verdict;
import dev.medley.core.stock.Arrival;
import dev.medley.core.stock.DateBand;
import dev.medley.core.stock.Failures;
import dev.medley.core.stock.Lease;
import dev.medley.core.stock.Offer;
import dev.medley.core.stock.Stock;
import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Builds small stocks with work on them. Chips train and serve one unit per device and second, or
/// as fast as a test says; there are no floors between classes.
final class Outpost {

    static final LocalDate START = LocalDate.of(2026, 12, 1);

    private final Village village = new Village();
    private final List<Integer> today = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Lease> leases = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final TreeMap<String, Failures> failures = new TreeMap<>();
    private String closedPool = "";
    private int closedMonth = Integer.MAX_VALUE;
    private int months = 12;
    private int draws = 1;
    private long seed = 1;
    private double growthBand;

    /// A pool of today, 0 devices where it is planned.
    Outpost pool(String chip, int devices, double training, double serving) {
        village.pool(chip, Math.max(1, devices), training, serving);
        today.add(devices);
        return this;
    }

    Outpost trains(String name, int devices, Priority priority, String... stacks) {
        works.add(
                new TrainingJob(
                        Village.terms(name, "us", priority, stacks),
                        List.of(new Variant(Village.MODEL, null, 1)),
                        0,
                        TrainingJob.Method.PRETRAIN,
                        1e9,
                        4096,
                        1e6,
                        null,
                        devices,
                        devices));
        return this;
    }

    Outpost serves(String name, double requests, double growthPerMonth, Priority priority) {
        return serves(Village.terms(name, "us", priority), requests, growthPerMonth);
    }

    Outpost serves(Terms terms, double requests, double growthPerMonth) {
        works.add(
                new InferenceService(
                                terms,
                                List.of(new Variant(Village.MODEL, null, 1)),
                                0,
                                requests,
                                1000,
                                100,
                                0,
                                null,
                                null)
                        .moving(new DemandCurve(List.of(), growthPerMonth)));
        return this;
    }

    Outpost arrives(String name, String pool, int devices, DateBand date) {
        arrivals.add(new Arrival(name, pool, devices, date, null));
        return this;
    }

    Outpost leased(String pool, int devices, LocalDate ends) {
        leases.add(new Lease("lease", pool, devices, ends));
        return this;
    }

    Outpost offered(String name, String pool, int devices, LocalDate date, double costPerHour) {
        offers.add(new Offer(name, pool, devices, DateBand.on(date), null, costPerHour));
        return this;
    }

    Outpost fails(String pool, Failures some) {
        failures.put(pool, some);
        return this;
    }

    /// Rules close the pool from that month on.
    Outpost closes(String pool, int month) {
        closedPool = pool;
        closedMonth = month;
        return this;
    }

    Outpost draws(int some, double band, long dice) {
        draws = some;
        growthBand = band;
        seed = dice;
        return this;
    }

    Runway runway() {
        return runway(Crew.ALONE);
    }

    Runway runway(Crew crew) {
        var input = village.input();
        var pools = new ArrayList<Pool>();
        for (int p = 0; p < today.size(); p++) {
            pools.add(input.pools().get(p).withDevices(today.get(p)));
        }
        var stock =
                new Stock(pools, failures, new TreeMap<>(), arrivals, leases, List.of(), offers);
        var permissions = new ArrayList<Permissions>();
        for (int m = 0; m <= months; m++) {
            permissions.add(m < closedMonth ? Permissions.OF_TERMS : closed());
        }
        var look = new RunwayInput.Look(START, months, draws, seed, 0.95, growthBand);
        return Study.of(
                new RunwayInput(
                        stock,
                        input.tenants(),
                        works,
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        permissions,
                        look),
                village.fitting(),
                crew);
    }

    private Permissions closed() {
        var ruling =
                new Rulings.Ruling(
                        Treatment.BLOCK,
                        "R0",
                        Verdict.LICENCE_TEST_MET,
                        Act.USE,
                        "made up",
                        Confidence.LOW);
        var byTenant = new TreeMap<String, List<Rulings.Ruling>>();
        byTenant.put("us", List.of(ruling));
        var byPool = new TreeMap<String, java.util.SortedMap<String, List<Rulings.Ruling>>>();
        byPool.put(closedPool, byTenant);
        return new Permissions(new Rulings(byPool));
    }
}
