package dev.medley.bench.market;

import dev.medley.core.market.Market;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.PriorityClass;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;

import java.util.List;
import java.util.SplittableRandom;

/// A market from a seed: each work bids for eight counts on five of twelve pools, with a value that
/// is concave in the count and differs by pool, and pays from its tenant's budget. Wanted devices
/// are three times the supply; about half of the fifty budgets bind.
///
/// @param works how many lots
/// @param seed equal seeds give equal markets
/// @param changed the share of works whose values are drawn anew: 0.03 is a next round of the
///   market with the same seed
public record GeneratedMarket(int works, long seed, Terms terms, int classes, double changed) {
    private static final int POOLS = 12;
    private static final int TENANTS = 50;
    private static final int LARGEST = 6;
    private static final int[] COUNTS = {1, 2, 3, 4, 6, 8, 12, 16};

    /// Total value, one class.
    public static GeneratedMarket of(int works, long seed) {
        return new GeneratedMarket(works, seed, Terms.totalValue(), 1, 0);
    }

    public GeneratedMarket with(Terms newTerms) {
        return new GeneratedMarket(works, seed, newTerms, classes, changed);
    }

    public GeneratedMarket withClasses(int newClasses) {
        return new GeneratedMarket(works, seed, terms, newClasses, changed);
    }

    public GeneratedMarket withChanged(double newChanged) {
        return new GeneratedMarket(works, seed, terms, classes, newChanged);
    }

    public Market build() {
        var random = new SplittableRandom(seed);
        double[] speed = new double[POOLS];
        double[] weight = new double[POOLS];
        double weights = 0;
        for (int p = 0; p < POOLS; p++) {
            speed[p] = 0.3 + 0.7 * random.nextDouble();
            weight[p] = 0.3 + random.nextDouble();
            weights += weight[p];
        }
        var sizes = random.split();
        double wanted = 0;
        for (int w = 0; w < works; w++) {
            wanted += (1 << sizes.nextInt(LARGEST)) * COUNTS[sizes.nextInt(COUNTS.length)];
        }
        var builder = new MarketBuilder(terms);
        double cost = 0;
        for (int p = 0; p < POOLS; p++) {
            long devices = Math.round(wanted / 3 * weight[p] / weights);
            builder.pool("pool-" + p, devices);
            cost += devices * 100 * speed[p];
        }
        for (int t = 0; t < TENANTS; t++) {
            long limit = Math.round(cost / TENANTS * (0.5 + 2 * random.nextDouble()));
            builder.budget("budget-" + t, limit);
            builder.tenant(TenantShare.of("tenant-" + t));
        }
        List.of("core", "standard", "spare")
                .subList(0, classes)
                .forEach(name -> builder.priorityClass(PriorityClass.of(name)));
        for (int w = 0; w < works; w++) {
            var own = random.split();
            var redrawn = own.split();
            addWork(builder, w, own.nextDouble() < changed ? redrawn : own, speed);
        }
        return builder.build();
    }

    /// Three works of twenty are core, eight standard, the others spare.
    private int classOf(int draw) {
        int priorityClass = draw < 3 ? 0 : draw < 11 ? 1 : 2;
        return Math.min(priorityClass, classes - 1);
    }

    private void addWork(MarketBuilder builder, int work, SplittableRandom random, double[] speed) {
        int tenant = random.nextInt(TENANTS);
        int smallest = 1 << random.nextInt(LARGEST);
        double gamma = 0.5 + 0.4 * random.nextDouble();
        double scale = 1000 * (0.5 + random.nextDouble()) * Math.pow(smallest, 0.95);
        builder.lot("work-%06d".formatted(work), tenant, classOf(random.nextInt(20)));
        int pool = random.nextInt(POOLS);
        for (int k = 0; k < 5; k++) {
            pool = (pool + 1 + random.nextInt(2)) % POOLS;
            double rate = speed[pool] * (0.5 + random.nextDouble()) * scale;
            for (int count : COUNTS) {
                long devices = (long) smallest * count;
                builder.bid(Math.round(rate * Math.pow(count, gamma)))
                        .use(pool, devices)
                        .spend(tenant, Math.round(devices * 100 * speed[pool]));
            }
        }
    }
}
