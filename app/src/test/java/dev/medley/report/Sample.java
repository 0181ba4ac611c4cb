package dev.medley.report;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Plan;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Planner;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Rulings;
import dev.medley.core.rules.Treatment;
import dev.medley.core.rules.Verdict;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Builds plans to report on: pools and work are added one by one, everything else has a default.
final class Sample {

    static final Heading HEADING =
            new Heading("hybrid", LocalDate.of(2026, 6, 1), "nvidia-h800-sxm", "CNY", 740);

    private static final Provenance INVENTED = new Provenance("a test", "", Confidence.LOW, "");
    private static final Site HOME = new Site("beijing", "CN", 0.6, 1.3);
    private static final Site ABROAD = new Site("johor", "MY", 0.9, 1.4);

    /// Peaks and bandwidths per package as published, rounded; prices invented.
    static final Chip H800 = chip("nvidia-h800-sxm", 1, 989, 80, 3350, 700, "cuda");

    static final Chip A800 = chip("nvidia-a800-80gb-sxm", 1, 312, 80, 2039, 400, "cuda");
    static final Chip H20 = chip("nvidia-h20-96gb", 1, 148, 96, 4000, 400, "cuda");
    static final Chip ASCEND_B = chip("huawei-ascend-910b3", 1, 313, 64, 1600, 400, "cann");
    static final Chip ASCEND_C = chip("huawei-ascend-910c", 2, 752, 128, 3200, 800, "cann");
    static final Chip P800 = chip("kunlunxin-p800", 1, 345, 64, 1600, 400, "xpu");
    static final Chip C550 = chip("metax-c550", 1, 280, 64, 1800, 450, "maca");

    private final List<Pool> pools = new ArrayList<>();
    private final List<Tenant> tenants = new ArrayList<>();
    private Permissions permissions = Permissions.OF_TERMS;
    private final List<Work> works = new ArrayList<>();
    private double alpha;

    static Chip chip(
            String id, int devices, double tflops, double gb, double gbs, double tdp, String st) {
        var peaks = new TreeMap<Precision, Double>();
        peaks.put(Precision.BF16, tflops);
        return new Chip(
                id,
                id.substring(0, id.indexOf('-')),
                id,
                List.of(),
                id,
                Chip.Status.SHIPPING,
                "",
                devices,
                peaks,
                gb,
                gbs,
                new Chip.ScaleUp("links", 400, 8),
                400.0,
                tdp,
                null,
                st,
                new ChipTraits("", null, null, null, null, "", List.of(), List.of(), List.of()),
                INVENTED,
                new TreeMap<>());
    }

    /// A dense model of so many billion parameters.
    static Model model(String id, double billions) {
        int hidden = 8192;
        int layers = (int) Math.max(4, Math.round(billions * 1e9 / 12 / hidden / hidden));
        return new Model(
                id,
                List.of(),
                "",
                layers,
                layers,
                hidden,
                128_000,
                false,
                new Attention.Grouped(64, 8, 128, null),
                new FeedForward.Dense(28_672, true),
                billions * 1e9,
                billions * 1e9,
                null,
                INVENTED);
    }

    Sample alpha(double fairness) {
        alpha = fairness;
        return this;
    }

    Sample pool(String id, Chip chip, int devices, int domain, double costPerDeviceHour) {
        int node = 8 * chip.devicesPerPackage();
        var site = id.endsWith("-abroad") ? ABROAD : HOME;
        pools.add(new Pool(id, site, chip, chip.stack(), devices, node, domain, costPerDeviceHour));
        return this;
    }

    Sample tenant(String name) {
        tenants.add(new Tenant(name, 1, true, "CN", null, null));
        return this;
    }

    Sample tenant(String name, double budgetPerHour) {
        tenants.add(new Tenant(name, 1, false, "CN", budgetPerHour, null));
        return this;
    }

    static Terms terms(String name, String tenant, Priority priority, String... stacks) {
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

    Sample trains(Terms terms, double billions, double tokens, double days, int from, int to) {
        works.add(
                new TrainingJob(
                        terms,
                        List.of(
                                new Variant(
                                        model("dense-" + Figures.figure(billions) + "b", billions),
                                        null,
                                        1)),
                        0,
                        billions < 40 ? TrainingJob.Method.LORA : TrainingJob.Method.PRETRAIN,
                        tokens,
                        8192,
                        4e6,
                        days > 0 ? days * 24 : null,
                        from,
                        to));
        return this;
    }

    Sample serves(Terms terms, double billions, double requestsPerSecond, double tpotMs) {
        works.add(
                new InferenceService(
                        terms,
                        List.of(
                                new Variant(
                                        model("dense-" + Figures.figure(billions) + "b", billions),
                                        null,
                                        1)),
                        0,
                        requestsPerSecond,
                        1200,
                        400,
                        0,
                        3000.0,
                        tpotMs));
        return this;
    }

    Sample runs(Terms terms, int devices, double hours) {
        works.add(new BatchJob(terms, devices, new TreeMap<>(), List.of("run"), hours, null));
        return this;
    }

    /// A rule that lets the tenant's works run in the pool and wants to be known.
    Sample warns(String pool, String tenant, String text) {
        var byTenant = new TreeMap<String, List<Rulings.Ruling>>();
        byTenant.put(
                tenant,
                List.of(
                        new Rulings.Ruling(
                                Treatment.WARN,
                                "R9",
                                Verdict.ATTENTION,
                                Act.USE,
                                text,
                                Confidence.MEDIUM)));
        var byPool = new TreeMap<>(permissions.rulings().byPool());
        byPool.put(pool, byTenant);
        permissions = new Permissions(new Rulings(byPool));
        return this;
    }

    PlanInput input() {
        return new PlanInput(
                pools,
                tenants,
                works,
                H800,
                model("standard", 8),
                new PlanInput.Goals(alpha, 0, 0, 0.0005, 0.001).under(permissions),
                Incumbents.NONE);
    }

    Plan plan() {
        return new Planner(input(), SampleFits::fit).plan();
    }
}
