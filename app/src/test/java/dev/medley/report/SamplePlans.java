package dev.medley.report;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.plan.Plan;
import dev.medley.core.plan.Planner;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Plans that several tests report on.
final class SamplePlans {

    private static final List<String> TENANTS =
            List.of(
                    "foundation-models",
                    "search",
                    "maps",
                    "office-suite",
                    "ads",
                    "speech",
                    "bank-north",
                    "insurer-east",
                    "university",
                    "robotics",
                    "video",
                    "games");

    private static final List<Priority> PRIORITIES =
            List.of(Priority.CORE, Priority.STANDARD, Priority.SPARE);

    private SamplePlans() {}

    /// Two pools, two tenants, one work of each kind that runs and one that waits.
    static Plan small() {
        return smallSample().plan();
    }

    static Sample smallSample() {
        return new Sample()
                .pool("h800", Sample.H800, 64, 8, 18)
                .pool("ascend", Sample.ASCEND_B, 128, 8, 6)
                .tenant("research")
                .tenant("shop", 2000)
                .trains(Sample.terms("pretrain", "research", Priority.CORE), 70, 2e11, 90, 16, 64)
                .serves(Sample.terms("chat", "shop", Priority.CORE), 32, 40, 80)
                .runs(Sample.terms("index", "shop", Priority.STANDARD, "cann"), 16, 20)
                .trains(
                        Sample.terms("tuning", "research", Priority.SPARE, "cuda"),
                        70,
                        5e9,
                        0,
                        64,
                        64);
    }

    /// A plan whose every figure is set here, so that no change of the market changes its reports.
    /// Only its market and clearing, which reports other than the certificate pass over, are real.
    static Plan settled() {
        var sold = small();
        var chat = allocation(sold, 1, "chat", 24, 40, 1, 16);
        var index = allocation(sold, 1, "index", 1, 1, 1, 15.2);
        var pretrain = allocation(sold, 1, "pretrain", 1, 16_000, 1, 38.5);
        var tuning = workNamed("tuning");
        var reasons =
                List.of(
                        new Reason("outbid", "needs 64 h800; worth 0.80 against a price of 0.97"),
                        new Reason("stack", "its code runs on cuda only, the pool has cann"),
                        new Reason("too-little-memory", "needs 1120 GB, 8 devices have 512"));
        var pools =
                List.of(
                        new Plan.PoolUse(sold.pools().get(0).pool(), 0, 0, 0, 0, 0),
                        new Plan.PoolUse(sold.pools().get(1).pool(), 128, 0.314, 64, 48, 16));
        return new Plan(
                69_000,
                69_150,
                0.0021692,
                69.7,
                pools,
                List.of(chat, index, pretrain),
                List.of(new Plan.Waiting(tuning, reasons)),
                List.of(
                        new Plan.TenantUse("research", 1, 1, 64, 38.5, 403),
                        new Plan.TenantUse("shop", 2, 0, 64, 31.2, 403)),
                List.of(
                        new Plan.Alternative(
                                "medley", "at prices", 69.7, new TreeMap<>(), 3, 0, 1, 806),
                        new Plan.Alternative(
                                "fixed-split", "by peak", 44.6, new TreeMap<>(), 2, 0, 0.5, 640)),
                null,
                List.of(),
                sold.clearings());
    }

    private static Work workNamed(String name) {
        for (var work : smallSample().input().works()) {
            if (work.name().equals(name)) {
                return work;
            }
        }
        throw new IllegalArgumentException("no work " + name);
    }

    private static Plan.Allocation allocation(
            Plan plan,
            int pool,
            String name,
            int replicas,
            double rate,
            double share,
            double worth) {
        var work = workNamed(name);
        var offer = Planner.offer(plan.pools().get(pool).pool());
        return switch (SampleFits.fit(work, offer)) {
            case Fit.Rejected _ -> throw new IllegalArgumentException(name + " does not fit");
            case Fit.Fits fits -> {
                var shape = fits.shapes().getLast();
                yield new Plan.Allocation(
                        work,
                        pool,
                        shape,
                        replicas,
                        rate,
                        share,
                        worth,
                        replicas * shape.costPerHour(),
                        replicas * shape.watts());
            }
        };
    }

    /// Some sixty works on eight pools, as in a firm with a shrinking stock.
    static Plan hybrid() {
        return pools(1, new Sample(), 12, 62).plan();
    }

    static Plan large(int works) {
        return pools(Math.max(1, works / 300), new Sample(), 50, works).plan();
    }

    private static Sample pools(int times, Sample sample, int tenants, int works) {
        sample.pool("h800", Sample.H800, 512 * times, 8, 18)
                .pool("a800", Sample.A800, 768 * times, 8, 8)
                .pool("h20", Sample.H20, 1024 * times, 8, 7.5)
                .pool("ascend-910b", Sample.ASCEND_B, 1536 * times, 8, 6)
                .pool("ascend-910c", Sample.ASCEND_C, 1536 * times, 384, 7)
                .pool("p800", Sample.P800, 640 * times, 8, 5)
                .pool("c550", Sample.C550, 512 * times, 8, 5)
                .pool("h100-abroad", Sample.H800, 128 * times, 8, 22);
        for (int t = 0; t < tenants; t++) {
            sample.tenant(t < TENANTS.size() ? TENANTS.get(t) : "tenant-" + t);
        }
        var random = new SplittableRandom(7);
        for (int i = 0; i < works; i++) {
            work(sample, random, i, tenants);
        }
        return sample;
    }

    private static void work(Sample sample, SplittableRandom random, int i, int tenants) {
        int t = random.nextInt(tenants);
        var tenant = t < TENANTS.size() ? TENANTS.get(t) : "tenant-" + t;
        var priority = PRIORITIES.get(random.nextInt(3));
        var stacks = random.nextInt(3) == 0 ? new String[] {"cuda"} : new String[0];
        double size = List.of(8.0, 14.0, 32.0, 72.0, 235.0).get(random.nextInt(5));
        int pick = random.nextInt(20);
        if (i % 60 == 0) {
            var terms = Sample.terms("pretrain-" + i, "foundation-models", Priority.CORE);
            sample.trains(terms, 235, 8e11, 60, 256, 2048);
        } else if (pick < 9) {
            var terms = Sample.terms(name("chat", i), tenant, priority, stacks);
            double tpot = random.nextBoolean() ? 60 : 120;
            sample.serves(terms, size, 20 + random.nextInt(400) * 32 / size, tpot);
        } else if (pick < 16) {
            var terms = Sample.terms(name("train", i), tenant, priority, stacks);
            int from = 8 << random.nextInt(3);
            double days = random.nextBoolean() ? 20 + random.nextInt(60) : 0;
            sample.trains(terms, size, (1 + random.nextInt(20)) * 1e10, days, from, from * 8);
        } else {
            var terms = Sample.terms(name("batch", i), tenant, Priority.SPARE, stacks);
            sample.runs(terms, 8 << random.nextInt(4), 4 + random.nextInt(100));
        }
    }

    private static String name(String kind, int i) {
        return kind + "-" + (i < 10 ? "0" + i : i);
    }
}
