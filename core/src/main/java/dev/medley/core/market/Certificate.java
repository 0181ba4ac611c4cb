package dev.medley.core.market;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What an outsider needs to check a clearing without trusting it: supply and prices, every bid and
/// whether it was chosen, and per stage what its bound is made of. `docs/certificate.md` says what
/// is to be checked. Bids are handed out one by one, since there may be millions.
public final class Certificate {
    private final Clearing clearing;
    private final Market market;

    Certificate(Clearing clearing) {
        this.clearing = clearing;
        this.market = clearing.market();
    }

    /// What comes first: the result, and what it is a result of.
    ///
    /// @param alpha of the tenants' utility; 0 is total value
    /// @param leftOut bids no plan can hold, which the bound therefore ignores
    public record Header(
            double objective,
            double bound,
            double gap,
            double alpha,
            double floorSlack,
            List<String> classes,
            int lots,
            long bids,
            long leftOut) {
        public Header {
            classes = List.copyOf(classes);
        }
    }

    /// A pool's supply and price.
    ///
    /// @param price of the last stage; the stage lines hold those of all stages
    public record PoolLine(String pool, long capacity, double price) {}

    /// A budget's limit and price.
    ///
    /// @param price of the last stage
    public record BudgetLine(String budget, long limit, double price) {}

    /// A bid and whether it was chosen.
    ///
    /// @param leftOut whether the bid alone exceeds a pool or a budget or has no value
    public record BidLine(
            String bid,
            String work,
            String tenant,
            String priorityClass,
            long value,
            List<Amount> use,
            List<Amount> spend,
            boolean chosen,
            boolean leftOut) {
        public BidLine {
            use = List.copyOf(use);
            spend = List.copyOf(spend);
        }
    }

    /// So much of the pool or budget of this name.
    public record Amount(String of, long amount) {}

    public Header header() {
        long leftOut = 0;
        for (int bid = 0; bid < market.table.bids(); bid++) {
            if (!Book.usable(market.table, bid, market.capacity)) {
                leftOut++;
            }
        }
        return new Header(
                clearing.objective(),
                clearing.bound(),
                clearing.gap(),
                market.terms().alpha(),
                market.terms().floorSlack(),
                market.classes().stream().map(PriorityClass::id).toList(),
                market.lots(),
                market.table.bids(),
                leftOut);
    }

    public List<PoolLine> pools() {
        var prices = clearing.stages().getLast().poolPrices();
        var lines = new ArrayList<PoolLine>();
        for (int p = 0; p < market.pools().size(); p++) {
            var pool = market.pools().get(p);
            lines.add(new PoolLine(pool.id(), pool.devices(), prices.get(p)));
        }
        return lines;
    }

    public List<BudgetLine> budgets() {
        var prices = clearing.stages().getLast().budgetPrices();
        var lines = new ArrayList<BudgetLine>();
        for (int b = 0; b < market.budgets().size(); b++) {
            var budget = market.budgets().get(b);
            lines.add(new BudgetLine(budget.id(), budget.limit(), prices.get(b)));
        }
        return lines;
    }

    /// The ids of lots in their order.
    public List<String> lots() {
        return List.of(market.table.id);
    }

    public List<Stage> stages() {
        return clearing.stages();
    }

    /// Hands out every bid, lots in the order of their ids. A bid is named `lot#index`.
    public void forEachBid(Consumer<BidLine> reader) {
        var table = market.table;
        for (int row = 0; row < table.lots(); row++) {
            int lot = market.handle(row);
            for (int bid = 0; bid < market.bids(lot); bid++) {
                reader.accept(
                        new BidLine(
                                table.id[row] + "#" + bid,
                                table.id[row],
                                market.tenants().get(table.tenant[row]).id(),
                                market.classes().get(table.priorityClass[row]).id(),
                                market.value(lot, bid),
                                named(market.uses(lot, bid), true),
                                named(market.spends(lot, bid), false),
                                clearing.choice(lot) == bid,
                                !Book.usable(table, table.bidStart[row] + bid, market.capacity)));
            }
        }
    }

    private List<Amount> named(List<Market.Amount> amounts, boolean pool) {
        return amounts.stream()
                .map(
                        a ->
                                new Amount(
                                        pool
                                                ? market.pools().get(a.index()).id()
                                                : market.budgets().get(a.index()).id(),
                                        a.amount()))
                .toList();
    }
}
