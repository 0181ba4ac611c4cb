package dev.medley.core.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A bound at most as high as the one the prices alone prove: each purse's knapsack is solved
/// exactly at the prices of everything else, so only what joins the purses is relaxed.
final class TightBound {
    private final Book book;
    private final Goal goal;
    private final Prices prices;

    TightBound(Book book, Goal goal, Prices prices) {
        this.book = book;
        this.goal = goal;
        this.prices = prices;
    }

    /// The bound and what it is made of.
    record Proof(double bound, List<Purse> purses) {}

    /// What the lots of one budget gain at most within it.
    record Purse(int resource, double worth) {}

    Proof prove() {
        var purses = Purses.of(book, goal);
        boolean[] priced = new boolean[book.resources()];
        Arrays.fill(priced, true);
        for (int resource : purses.resource) {
            priced[resource] = false;
        }
        double bound = 0;
        for (int r = 0; r < priced.length; r++) {
            bound += priced[r] ? prices.price[r] * book.capacity[r] : 0;
        }
        for (int g = 0; g < prices.weight.length; g++) {
            bound += goal.conjugate(g, prices.weight[g]);
        }
        for (int row : purses.others) {
            int kind = book.kindOf[row];
            bound += prices.bestMargin(book, kind, prices.weight[goal.groupOf[kind]]);
        }
        var proven = new ArrayList<Purse>();
        for (int p = 0; p < purses.resource.length; p++) {
            double worth = solve(purses, p);
            proven.add(new Purse(purses.resource[p], worth));
            bound += worth;
        }
        return new Proof(bound, List.copyOf(proven));
    }

    /// One purse's knapsack over the bids that gain something at these prices, the purse's own
    /// price left aside.
    private double solve(Purses purses, int p) {
        int own = purses.resource[p];
        int[] bids = purses.bid[p];
        int[] rows = purses.rows[p];
        int[] start = new int[rows.length + 1];
        double[] spend = new double[bids.length];
        double[] profit = new double[bids.length];
        int size = 0;
        for (int i = 0; i < rows.length; i++) {
            double y = prices.weight[goal.groupOf[book.kindOf[rows[i]]]];
            double most = 0;
            for (int k = purses.start[p][i]; k < purses.start[p][i + 1]; k++) {
                double gain = y * book.value[bids[k]];
                double spent = 0;
                for (int u = book.useStart[bids[k]]; u < book.useStart[bids[k] + 1]; u++) {
                    if (book.resource[u] == own) {
                        spent = book.need[u];
                    } else {
                        gain -= prices.price[book.resource[u]] * book.need[u];
                    }
                }
                if (gain > most) {
                    most = gain;
                    spend[size] = spent;
                    profit[size++] = gain;
                }
            }
            start[i + 1] = size;
        }
        return new Knapsack(
                        book.capacity[own],
                        start,
                        Arrays.copyOf(spend, size),
                        Arrays.copyOf(profit, size))
                .solve();
    }
}
