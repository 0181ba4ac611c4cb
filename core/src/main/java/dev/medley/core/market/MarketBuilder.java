package dev.medley.core.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gathers a market lot by lot in a few flat arrays: a hundred thousand lots of forty bids fit into
/// some three hundred megabytes.
///
/// ```java
/// var market = new MarketBuilder(Terms.totalValue());
/// int h800 = market.pool("h800", 64);
/// int cash = market.budget("team-a/cash", 50_000);
/// int team = market.tenant(TenantShare.of("team-a"));
/// int lot = market.lot("job-1", team);
/// market.bid(32_000).use(h800, 32).spend(cash, 9_000);  // bid 0 of job-1
/// market.bid(20_000).use(h800, 16).spend(cash, 4_500);  // bid 1 of job-1
/// Clearing clearing = Auctioneer.clear(market.build());
/// ```
///
/// A **lot** is what gets at most one of its bids: one work, or one increment of a service. Replica
/// counts are bids (two replicas, three replicas ...), or increments are lots of their own (the
/// first replica, the second ...) with falling values, so that one service can span pools. Equal
/// lots are found and priced together. A bid may use several pools and spend from several budgets.
public final class MarketBuilder {
    private final Terms terms;
    private final List<PoolSupply> pools = new ArrayList<>();
    private final List<Budget> budgets = new ArrayList<>();
    private final List<TenantShare> tenants = new ArrayList<>();
    private final List<PriorityClass> classes = new ArrayList<>();
    private final List<String> lotIds = new ArrayList<>();
    private final Growing tenantOf = new Growing();
    private final Growing classOf = new Growing();
    private final Growing incumbent = new Growing();
    private final Growing bidStart = new Growing();
    private final Growing useStart = new Growing();
    private final Growing resource = new Growing();
    private double[] value = new double[1024];
    private double[] amount = new double[2048];

    public MarketBuilder(Terms terms) {
        this.terms = terms;
    }

    /// Adds a pool; the answer is its index.
    public int pool(String id, long devices) {
        pools.add(new PoolSupply(id, devices));
        return pools.size() - 1;
    }

    /// Adds a budget; the answer is its index.
    public int budget(String id, long limit) {
        budgets.add(new Budget(id, limit));
        return budgets.size() - 1;
    }

    /// Adds a tenant; the answer is its index.
    public int tenant(TenantShare tenant) {
        tenants.add(tenant);
        return tenants.size() - 1;
    }

    /// Adds a priority class below those added before; the answer is its index. A market to which
    /// none is added has a single class.
    public int priorityClass(PriorityClass priorityClass) {
        classes.add(priorityClass);
        return classes.size() - 1;
    }

    /// Adds a lot of the highest class.
    public int lot(String id, int tenant) {
        return lot(id, tenant, 0);
    }

    /// Adds a lot; the answer is its handle, by which the clearing is asked. Bids that follow
    /// belong to it.
    public int lot(String id, int tenant, int priorityClass) {
        Amounts.checkName("lot", id);
        checkIndex("tenant", tenant, tenants.size(), id);
        checkIndex("class", priorityClass, Math.max(1, classes.size()), id);
        lotIds.add(id);
        tenantOf.add(tenant);
        classOf.add(priorityClass);
        incumbent.add(Clearing.NONE);
        bidStart.add(useStart.size());
        return lotIds.size() - 1;
    }

    /// Adds a bid to the latest lot. A bid's index counts from 0 within its lot.
    public MarketBuilder bid(long bidValue) {
        if (lotIds.isEmpty()) {
            throw new IllegalStateException("A bid needs a lot.\nCall lot(...) before bid(...).");
        }
        Amounts.check("value of a bid of lot", lotIds.getLast(), bidValue);
        int bid = useStart.size();
        if (bid == value.length) {
            value = Arrays.copyOf(value, bid + (bid >> 1));
        }
        value[bid] = bidValue;
        useStart.add(resource.size());
        return this;
    }

    /// The latest bid uses so many devices of a pool.
    public MarketBuilder use(int pool, long devices) {
        checkIndex("pool", pool, pools.size(), lotIds.getLast());
        return need(pool, devices);
    }

    /// The latest bid spends so much of a budget.
    public MarketBuilder spend(int budget, long spent) {
        checkIndex("budget", budget, budgets.size(), lotIds.getLast());
        return need(-1 - budget, spent);
    }

    /// The latest lot runs on this bid now; every other one loses the cost of switching to it.
    public MarketBuilder incumbent(int bid, long switchingCost) {
        int first = bidStart.last();
        checkIndex("incumbent bid", bid, useStart.size() - first, lotIds.getLast());
        Amounts.check("switching cost of lot", lotIds.getLast(), switchingCost);
        incumbent.setLast(bid);
        for (int b = first; b < useStart.size(); b++) {
            if (b != first + bid) {
                value[b] = Math.max(0, value[b] - switchingCost);
            }
        }
        return this;
    }

    /// Checks and copies; the builder may be thrown away.
    public Market build() {
        var names = classes.isEmpty() ? List.of(PriorityClass.of("all")) : classes;
        return new Market(
                terms,
                pools,
                budgets,
                tenants,
                names,
                new LotTable(
                        lotIds.toArray(String[]::new),
                        tenantOf.toArray(),
                        classOf.toArray(),
                        incumbent.toArray(),
                        bidStart.closed(useStart.size()),
                        useStart.closed(resource.size()),
                        Arrays.copyOf(value, useStart.size()),
                        resources(),
                        Arrays.copyOf(amount, resource.size())));
    }

    /// Pools first, budgets behind them: one numbering for everything that is limited.
    private int[] resources() {
        int[] numbers = resource.toArray();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers[i] >= 0 ? numbers[i] : pools.size() - 1 - numbers[i];
        }
        return numbers;
    }

    private MarketBuilder need(int what, long much) {
        Amounts.check("amount in a bid of lot", lotIds.getLast(), much);
        for (int i = useStart.last(); i < resource.size(); i++) {
            if (resource.get(i) == what) {
                amount[i] += much;
                return this;
            }
        }
        if (much > 0) {
            int at = resource.size();
            if (at == amount.length) {
                amount = Arrays.copyOf(amount, at + (at >> 1));
            }
            amount[at] = much;
            resource.add(what);
        }
        return this;
    }

    private static void checkIndex(String what, int index, int size, String lot) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    """
                    The %s (%d) of lot '%s' must be one of the %d added before.
                    Add it first and use the index that it answers.\
                    """
                            .formatted(what, index, lot, size));
        }
    }

    /// A growing array of integers.
    private static final class Growing {
        private int[] items = new int[1024];
        private int size;

        void add(int item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size + (size >> 1));
            }
            items[size++] = item;
        }

        int get(int index) {
            return items[index];
        }

        int last() {
            return items[size - 1];
        }

        void setLast(int item) {
            items[size - 1] = item;
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(items, size);
        }

        /// As start offsets, closed by the end of the last one.
        int[] closed(int end) {
            int[] starts = Arrays.copyOf(items, size + 1);
            starts[size] = end;
            return starts;
        }
    }
}
