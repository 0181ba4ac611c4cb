package dev.medley.core.sim;

import dev.medley.core.catalog.Precision;
import dev.medley.core.control.Care;
import dev.medley.core.fleet.Needs;
import dev.medley.core.plan.Village;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Draws work of every kind, class and tenant.
final class StormWorks {

    static final List<String> TENANTS = List.of("us", "them", "poor");

    private static final long MINUTE = 60_000;
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final Variant PLAIN = new Variant(Village.MODEL, Precision.BF16, 1);
    private static final Variant SMALL = new Variant(Village.MODEL, Precision.INT8, 0.9);

    private final SplittableRandom random;

    StormWorks(SplittableRandom random) {
        this.random = random;
    }

    Work draw(String name) {
        var tenant = TENANTS.get(random.nextInt(5) % 3);
        return draw(name, tenant, random.nextInt(4));
    }

    /// Another work of the same name, tenant and kind.
    Work changed(Work work) {
        int kind =
                switch (work) {
                    case InferenceService _ -> 0;
                    case BatchJob _ -> 1;
                    case TrainingJob _ -> 2;
                };
        return draw(work.name(), work.terms().tenant(), kind);
    }

    private Work draw(String name, String tenant, int kind) {
        var terms = terms(name, tenant);
        return switch (kind) {
            case 0 -> service(terms);
            case 1 -> batch(terms);
            default -> training(terms);
        };
    }

    private Terms terms(String name, String tenant) {
        return plain(name, tenant).needing(needs());
    }

    /// What nodes have for each device, less, or more than some nodes have at all.
    private @Nullable Needs needs() {
        if (random.nextInt(3) > 0) {
            return null;
        }
        long cpu = new long[] {0, 1_500, 12_000, 20_000}[random.nextInt(4)];
        long memory = new long[] {0, 8L << 30, 64L << 30, 96L << 30}[random.nextInt(4)];
        return new Needs(cpu, memory);
    }

    private Terms plain(String name, String tenant) {
        return new Terms(
                name,
                tenant,
                PRIORITIES.get(random.nextInt(3)),
                random.nextInt(4) == 0 ? 2 : 1,
                List.of(),
                List.of(),
                random.nextInt(8) == 0 ? List.of("small") : List.of(),
                List.of(),
                List.of());
    }

    private Work service(Terms terms) {
        boolean large = random.nextInt(6) == 0;
        return new InferenceService(
                terms,
                variants(),
                0,
                large ? random.nextInt(10, 40) : random.nextInt(1, 12),
                1000,
                large ? StormFitting.LARGE : 100,
                0,
                null,
                null);
    }

    private Work batch(Terms terms) {
        int devices = new int[] {1, 2, 3, 8, 12}[random.nextInt(5)];
        var rates = new TreeMap<String, Double>(Collections.emptySortedMap());
        if (random.nextBoolean()) {
            rates.put("big", 1.0);
            rates.put("small", 0.5);
        }
        @Nullable Double hours = random.nextInt(6) == 0 ? null : random.nextDouble(0.2, 6);
        return new BatchJob(terms, devices, rates, List.of("make"), hours, deadline());
    }

    /// Minutes to hours on eight devices; some are larger than a node.
    private Work training(Terms terms) {
        int devices = new int[] {1, 2, 4, 8, 16, 24}[random.nextInt(6)];
        boolean large = devices == 16 && random.nextBoolean();
        return new TrainingJob(
                terms,
                variants(),
                0,
                TrainingJob.Method.PRETRAIN,
                random.nextDouble(2_000, 200_000),
                large ? StormFitting.LARGE : 4096,
                1e6,
                deadline(),
                devices,
                random.nextInt(3) == 0 ? 2 * devices : devices);
    }

    private List<Variant> variants() {
        return random.nextInt(3) == 0 ? List.of(PLAIN, SMALL) : List.of(PLAIN);
    }

    private @Nullable Double deadline() {
        return random.nextInt(4) == 0 ? Double.valueOf(random.nextInt(1, 40)) : null;
    }

    Care care() {
        return new Care(
                random.nextInt(3) == 0 ? 0 : random.nextLong(5, 60) * MINUTE,
                random.nextInt(3) == 0 ? 0 : random.nextLong(2 * MINUTE),
                random.nextLong(5 * MINUTE),
                random.nextInt(4) == 0 ? 10 * MINUTE : MINUTE,
                random.nextLong(20 * MINUTE),
                random.nextInt(4));
    }
}
