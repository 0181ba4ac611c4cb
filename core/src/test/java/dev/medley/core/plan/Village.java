package dev.medley.core.plan;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Memory;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.Host;
import dev.medley.core.fleet.Needs;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Rulings;
import dev.medley.core.rules.Treatment;
import dev.medley.core.rules.Verdict;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Builds small fleets and works; chips have declared speeds at training and serving, so that a
/// test says in one line what each is good at.
public final class Village {

    private static final Provenance MADE_UP =
            new Provenance("made up for a test", "", Confidence.LOW, "");
    private static final Site HOME = new Site("home", "CN", 0.5, 1.2);

    public static final Model MODEL =
            new Model(
                    "toy-1b",
                    List.of(),
                    "toy",
                    16,
                    16,
                    2048,
                    32000,
                    true,
                    new Attention.Grouped(32, 8, 64, null),
                    new FeedForward.Dense(8192, true),
                    null,
                    null,
                    null,
                    MADE_UP);

    private final List<Pool> pools = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private final TreeMap<String, Tenant> tenants = new TreeMap<>();
    private final TreeMap<String, double[]> speeds = new TreeMap<>();
    private Incumbents incumbents = Incumbents.NONE;
    private PlanInput.Goals goals = new PlanInput.Goals(0, 0, 0, 0, 0);

    /// A pool named like its chip; the first one is the reference. Speeds are per device.
    public Village pool(String chip, int devices, double training, double serving) {
        var kind =
                new Chip(
                        chip,
                        "toy",
                        chip,
                        List.of(),
                        chip,
                        Chip.Status.SHIPPING,
                        "",
                        1,
                        new TreeMap<>(java.util.Map.of(Precision.BF16, training * 100)),
                        80.0,
                        2000.0,
                        null,
                        null,
                        500.0,
                        null,
                        "cuda",
                        new ChipTraits(
                                "", null, null, null, null, "", List.of(), List.of(), List.of()),
                        MADE_UP,
                        new TreeMap<>());
        speeds.put(chip, new double[] {training, serving});
        pools.add(
                new Pool(
                        chip,
                        HOME,
                        kind,
                        chip.startsWith("cann") ? "cann" : "cuda",
                        devices,
                        8,
                        8,
                        1));
        return this;
    }

    /// Each device of this pool is carved into so many parts.
    public Village carve(String pool, int parts) {
        pools.replaceAll(one -> one.id().equals(pool) ? one.carved(Carving.into(parts)) : one);
        return this;
    }

    /// Nodes of this pool have so much beside their devices.
    public Village host(String pool, int cpus, int memoryGib) {
        var host = new Host(1000L * cpus, (long) memoryGib << 30);
        pools.replaceAll(one -> one.id().equals(pool) ? one.withHost(host) : one);
        return this;
    }

    /// All works until now ask for so much beside each device.
    public Village needing(int cpus, int memoryGib) {
        var needs = new Needs(1000L * cpus, (long) memoryGib << 30);
        works.replaceAll(
                work ->
                        work.terms().needs() == null
                                ? work.under(work.terms().needing(needs))
                                : work);
        return this;
    }

    public Village goals(PlanInput.Goals other) {
        goals = other;
        return this;
    }

    public Village tenant(
            String name, @Nullable Double budgetPerHour, @Nullable Integer maxDevices) {
        tenants.put(name, new Tenant(name, 1, true, "CN", budgetPerHour, maxDevices));
        return this;
    }

    public static Terms terms(String name, String tenant, Priority priority, String... stacks) {
        return new Terms(
                name,
                tenant,
                priority,
                1,
                List.of(stacks),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// Of class standard, with a weight of its own.
    public static Terms weighing(String name, double weight) {
        return new Terms(
                name,
                "us",
                Priority.STANDARD,
                weight,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// A job that takes exactly so many devices.
    public Village training(String name, int devices) {
        return training(terms(name, "us", Priority.STANDARD), devices, null);
    }

    public Village training(Terms terms, int devices, @Nullable Double hoursToDeadline) {
        works.add(
                new TrainingJob(
                        terms,
                        List.of(new Variant(MODEL, null, 1)),
                        0,
                        TrainingJob.Method.PRETRAIN,
                        1e9,
                        4096,
                        1e6,
                        hoursToDeadline,
                        devices,
                        devices));
        return this;
    }

    public Village service(String name, double requestsPerSecond) {
        return service(terms(name, "us", Priority.STANDARD), requestsPerSecond);
    }

    public Village service(Terms terms, double requestsPerSecond) {
        works.add(
                new InferenceService(
                        terms,
                        List.of(new Variant(MODEL, null, 1)),
                        0,
                        requestsPerSecond,
                        1000,
                        100,
                        0,
                        null,
                        null));
        return this;
    }

    /// Everything of a plan runs; moving loses this share of a work's worth.
    Village running(Plan plan, double lost) {
        var runs = new TreeMap<String, List<Incumbents.Run>>();
        for (var a : plan.allocations()) {
            var pool = plan.pools().get(a.pool()).pool().id();
            var run = new Incumbents.Run(Incumbents.Place.of(pool, a.fit().shape()), a.replicas());
            runs.computeIfAbsent(a.work().name(), _ -> new ArrayList<>()).add(run);
        }
        incumbents = new Incumbents(runs, new Policy.Switching(lost, lost, 1));
        return this;
    }

    /// A rule blocks the tenant's work in the pool, or warns of it.
    public Village rule(String pool, String tenant, Treatment treatment) {
        var ruling =
                new Rulings.Ruling(
                        treatment,
                        "R2",
                        Verdict.LICENCE_TEST_MET,
                        Act.TRANSFER,
                        "LICENCE-TEST-MET for transfer by R2 3A090.a (88 FR 73458): made up",
                        Confidence.HIGH);
        var byTenant = new TreeMap<String, List<Rulings.Ruling>>();
        byTenant.put(tenant, List.of(ruling));
        var byPool = new TreeMap<>(goals.permissions().rulings().byPool());
        byPool.put(pool, byTenant);
        goals = goals.under(new Permissions(new Rulings(byPool)));
        return this;
    }

    /// Where its rules let work run.
    public Permissions permissions() {
        return goals.permissions();
    }

    Plan plan() {
        return new Planner(input(), fitting()).plan();
    }

    public PlanInput input() {
        tenants.putIfAbsent("us", Tenant.named("us"));
        return new PlanInput(
                pools,
                List.copyOf(tenants.values()),
                works,
                pools.getFirst().chip(),
                MODEL,
                goals,
                incumbents);
    }

    /// Jobs run at devices x speed; a replica of a service is one device, or one part of it.
    public Fitting fitting() {
        return (work, offer) ->
                switch (work) {
                    case TrainingJob job ->
                            job.minDevices() > offer.maxDevices()
                                    ? new Fit.Rejected(
                                            job.name(),
                                            offer.chip().id(),
                                            List.of(
                                                    new Reason(
                                                            "pool-too-small", "too few devices")))
                                    : fits(work, offer, job.minDevices(), 0, "tokens/s");
                    case InferenceService _ -> fits(work, offer, 1, 1, "requests/s");
                    case BatchJob job -> BatchFit.fit(job, offer);
                };
    }

    private Fit fits(Work work, ChipOffer offer, int devices, int speed, String unit) {
        var perDevice = speeds.getOrDefault(offer.chip().id(), new double[] {1, 1});
        double rate = devices * perDevice[speed] / offer.parts();
        var shape =
                new Shape(
                        devices,
                        1,
                        1,
                        devices,
                        1,
                        1,
                        Precision.BF16,
                        Precision.BF16,
                        1,
                        1,
                        false,
                        offer.stack(),
                        MODEL.id(),
                        null);
        return new Fit.Fits(
                work.name(),
                offer.chip().id(),
                List.of(
                        new ShapeFit(
                                shape,
                                rate,
                                unit,
                                new Band(rate * 0.9, rate * 1.1, 1),
                                null,
                                null,
                                new TimeTerms(1, 0, 0, 0, 0),
                                new Memory(1, 0, 0, 0),
                                devices * 400.0,
                                offer.costPerHour(devices, devices * 400.0))));
    }
}
