package dev.medley.core.market;

import java.util.SplittableRandom;

/// Seeded markets small enough to try every plan.
final class TinyMarkets {
    final SplittableRandom random;
    long supplyFactor = 1;
    Terms terms = Terms.totalValue();
    int classes = 1;
    int lots = 6;
    boolean reversed;

    private TinyMarkets(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static TinyMarkets seed(long seed) {
        return new TinyMarkets(seed);
    }

    TinyMarkets lots(int count) {
        lots = count;
        return this;
    }

    TinyMarkets supplyTimes(long factor) {
        supplyFactor = factor;
        return this;
    }

    TinyMarkets terms(Terms newTerms) {
        terms = newTerms;
        return this;
    }

    TinyMarkets classes(int count) {
        classes = count;
        return this;
    }

    /// The same market with its lots added in reverse.
    TinyMarkets reversed() {
        reversed = true;
        return this;
    }

    Market build() {
        var market = new MarketBuilder(terms);
        int pools = 3;
        int tenants = 2;
        for (int p = 0; p < pools; p++) {
            market.pool("pool-" + p, supplyFactor * (4 + random.nextInt(12)));
        }
        for (int t = 0; t < tenants; t++) {
            market.budget("budget-" + t, 20 + random.nextInt(60));
            market.tenant(new TenantShare("tenant-" + t, 1 + t, 10));
        }
        for (int c = 0; c < classes; c++) {
            market.priorityClass(PriorityClass.of("class-" + c));
        }
        long[] seeds = random.longs(lots).toArray();
        for (int i = 0; i < lots; i++) {
            int lot = reversed ? lots - 1 - i : i;
            addLot(market, lot, new SplittableRandom(seeds[lot]), pools, tenants);
        }
        return market.build();
    }

    private void addLot(
            MarketBuilder market, int lot, SplittableRandom own, int pools, int tenants) {
        int tenant = own.nextInt(tenants);
        market.lot("lot-" + lot, tenant, own.nextInt(classes));
        int bids = 1 + own.nextInt(4);
        for (int b = 0; b < bids; b++) {
            int devices = 1 + own.nextInt(8);
            market.bid(1 + own.nextInt(30) + 4L * devices).use(own.nextInt(pools), devices);
            if (own.nextInt(4) == 0) {
                market.use(own.nextInt(pools), 1);
            }
            if (own.nextInt(3) > 0) {
                market.spend(tenant, 1 + own.nextInt(30));
            }
        }
    }
}
