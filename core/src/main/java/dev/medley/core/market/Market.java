package dev.medley.core.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Everything one clearing needs: supply, budgets, tenants, classes, lots with their bids, and the
/// terms. Made by a [MarketBuilder]; immutable. Lots are known by the handle that the builder
/// answered, bids by their index within the lot.
public final class Market {
    private final Terms terms;
    private final List<PoolSupply> pools;
    private final List<Budget> budgets;
    private final List<TenantShare> tenants;
    private final List<PriorityClass> classes;

    /// Lots in the order of their ids; handles are translated at the border of this class.
    final LotTable table;

    final double[] capacity;
    private final int[] rowOf;
    private final int[] handleOf;

    Market(
            Terms terms,
            List<PoolSupply> pools,
            List<Budget> budgets,
            List<TenantShare> tenants,
            List<PriorityClass> classes,
            LotTable lots) {
        this.terms = terms;
        this.pools = List.copyOf(pools);
        this.budgets = List.copyOf(budgets);
        this.tenants = List.copyOf(tenants);
        this.classes = List.copyOf(classes);
        checkUnique("pool", pools.stream().map(PoolSupply::id).toList());
        checkUnique("budget", budgets.stream().map(Budget::id).toList());
        checkUnique("tenant", tenants.stream().map(TenantShare::id).toList());
        checkUnique("class", classes.stream().map(PriorityClass::id).toList());
        this.handleOf = lots.orderById();
        this.rowOf = new int[handleOf.length];
        for (int row = 0; row < handleOf.length; row++) {
            rowOf[handleOf[row]] = row;
        }
        this.table = lots.permuted(handleOf);
        this.capacity = new double[pools.size() + budgets.size()];
        for (int p = 0; p < pools.size(); p++) {
            capacity[p] = pools.get(p).devices();
        }
        for (int b = 0; b < budgets.size(); b++) {
            capacity[pools.size() + b] = budgets.get(b).limit();
        }
        checkTotal();
    }

    public Terms terms() {
        return terms;
    }

    public List<PoolSupply> pools() {
        return pools;
    }

    public List<Budget> budgets() {
        return budgets;
    }

    public List<TenantShare> tenants() {
        return tenants;
    }

    /// From the highest to the lowest; never empty.
    public List<PriorityClass> classes() {
        return classes;
    }

    public int lots() {
        return rowOf.length;
    }

    public String lotId(int lot) {
        return table.id[rowOf[lot]];
    }

    public int tenant(int lot) {
        return table.tenant[rowOf[lot]];
    }

    public int priorityClass(int lot) {
        return table.priorityClass[rowOf[lot]];
    }

    /// The bid the lot runs on now, or [Clearing#NONE].
    public int incumbent(int lot) {
        return table.incumbent[rowOf[lot]];
    }

    public int bids(int lot) {
        int row = rowOf[lot];
        return table.bidStart[row + 1] - table.bidStart[row];
    }

    /// The bid's value, less the switching cost where another bid is the incumbent.
    public long value(int lot, int bid) {
        return (long) table.value[bidAt(lot, bid)];
    }

    /// What the bid uses of each pool, in the order in which the bid named them.
    public List<Amount> uses(int lot, int bid) {
        return amounts(bidAt(lot, bid), 0, pools.size());
    }

    /// What the bid spends of each budget.
    public List<Amount> spends(int lot, int bid) {
        return amounts(bidAt(lot, bid), pools.size(), capacity.length);
    }

    /// So much of the pool or budget with this index.
    public record Amount(int index, long amount) {}

    int row(int lot) {
        return rowOf[lot];
    }

    int handle(int row) {
        return handleOf[row];
    }

    private int bidAt(int lot, int bid) {
        int row = rowOf[lot];
        int at = table.bidStart[row] + bid;
        if (bid < 0 || at >= table.bidStart[row + 1]) {
            throw new IllegalArgumentException(
                    "Lot '%s' has no bid %d.%nIts bids count from 0 to %d."
                            .formatted(table.id[row], bid, bids(lot) - 1));
        }
        return at;
    }

    private List<Amount> amounts(int bid, int from, int to) {
        var amounts = new ArrayList<Amount>();
        for (int i = table.useStart[bid]; i < table.useStart[bid + 1]; i++) {
            int r = table.resource[i];
            if (r >= from && r < to) {
                amounts.add(new Amount(r - from, (long) table.need[i]));
            }
        }
        return List.copyOf(amounts);
    }

    private void checkTotal() {
        double total = 0;
        for (int row = 0; row < table.lots(); row++) {
            double top = 0;
            for (int b = table.bidStart[row]; b < table.bidStart[row + 1]; b++) {
                top = Math.max(top, table.value[b]);
            }
            total += top;
        }
        if (total > Amounts.LARGEST) {
            throw new IllegalArgumentException(
                    """
                    The values of all lots together (%s) must stay below 2^52.
                    Give values in a coarser unit.\
                    """
                            .formatted(total));
        }
    }

    private static void checkUnique(String kind, List<String> ids) {
        var seen = new LinkedHashMap<String, String>();
        for (var id : ids) {
            if (seen.put(id, id) != null) {
                throw new IllegalArgumentException(
                        "The %s '%s' appears twice in the market.%nGive each %s a name of its own."
                                .formatted(kind, id, kind));
            }
        }
    }
}
