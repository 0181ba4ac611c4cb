package dev.medley.core.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Two bounds at once. Where a purse's rows take their best margins under the budget's price, the
/// pools' and budgets' prices prove the **price bound**. Where each purse's knapsack is solved
/// exactly, only what joins the purses is relaxed: the **tight bound**, never above the other. A
/// few subgradient steps move the pools' prices, because the best ones for the tight bound are not
/// quite those of the plain one. The budgets' prices are those of the purses' relaxations, so the
/// same prices prove both bounds.
final class TightBound {
    private final Book book;
    private final Goal goal;
    private final Purses purses;
    private final double[] demand;
    private final int[] latest;
    private final double[] latestWorth;
    private final double[] latestPrice;
    private double latestPriceBound;

    /// The best bounds so far, their prices and each purse's worth there.
    private double tight = Double.POSITIVE_INFINITY;

    private double plain;
    private Prices prices;
    private final double[] worth;

    TightBound(Book book, Goal goal, Prices start) {
        this.book = book;
        this.goal = goal;
        this.purses = Purses.of(book, goal);
        this.prices = start;
        this.demand = new double[book.resources()];
        this.worth = new double[purses.resource.length];
        this.latestWorth = new double[purses.resource.length];
        this.latestPrice = new double[purses.resource.length];
        this.latest = new int[book.lots()];
        Arrays.fill(latest, Plan.NONE);
        keep(start, evaluate(start));
    }

    double tight() {
        return tight;
    }

    double plain() {
        return plain;
    }

    Prices prices() {
        return prices;
    }

    /// What the lots of one budget gain at most within it.
    record Purse(int resource, double worth) {}

    List<Purse> purses() {
        var list = new ArrayList<Purse>();
        for (int p = 0; p < worth.length; p++) {
            list.add(new Purse(purses.resource[p], worth[p]));
        }
        return List.copyOf(list);
    }

    /// Polyak steps towards a value between the best bound and a plan's objective.
    void improve(int steps, double objective) {
        var at = prices.copy();
        double aim = 0.5;
        double[] slack = slackAt(at);
        for (int step = 0; step < steps; step++) {
            double norm = 0;
            for (int r = 0; r < slack.length; r++) {
                norm += sq(slack[r] / Math.max(1, book.capacity[r]));
            }
            double distance = aim * (tight - objective);
            if (!(norm > 0 && distance > 0 && distance < Double.POSITIVE_INFINITY)) {
                return;
            }
            for (int r = 0; r < slack.length; r++) {
                double scale = sq(1 / Math.max(1, book.capacity[r]));
                at.price[r] = Math.max(0, at.price[r] - distance / norm * scale * slack[r]);
            }
            double value = evaluate(at);
            slack = slackAt(at);
            if (value < tight) {
                keep(at, value);
            } else {
                aim *= 0.8;
            }
        }
    }

    private void keep(Prices at, double value) {
        tight = value;
        plain = latestPriceBound;
        prices = at.copy();
        for (int p = 0; p < worth.length; p++) {
            worth[p] = latestWorth[p];
            prices.price[purses.resource[p]] = latestPrice[p];
        }
    }

    /// The tight bound at these prices; what rows take is in `latest`, what they need in `demand`.
    private double evaluate(Prices at) {
        double joint = 0;
        boolean[] priced = new boolean[demand.length];
        Arrays.fill(priced, true);
        for (int resource : purses.resource) {
            priced[resource] = false;
        }
        for (int r = 0; r < demand.length; r++) {
            joint += priced[r] ? at.price[r] * book.capacity[r] : 0;
        }
        for (int g = 0; g < at.weight.length; g++) {
            joint += goal.conjugate(g, at.weight[g]);
        }
        for (int row : purses.others) {
            joint += takeBest(row, at);
        }
        double exact = joint;
        double relaxed = joint;
        for (int p = 0; p < purses.resource.length; p++) {
            var knapsack = solve(p, at);
            exact += latestWorth[p];
            relaxed += knapsack.relaxed();
        }
        latestPriceBound = relaxed;
        Arrays.fill(demand, 0);
        for (int bid : latest) {
            if (bid != Plan.NONE) {
                for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
                    demand[book.resource[i]] += book.need[i];
                }
            }
        }
        return exact;
    }

    private double takeBest(int row, Prices at) {
        int kind = book.kindOf[row];
        double y = at.weight[goal.groupOf[kind]];
        double best = 0;
        latest[row] = Plan.NONE;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            double margin = y * book.value[b] - book.cost(b, at.price);
            if (margin > best) {
                best = margin;
                latest[row] = b;
            }
        }
        return best;
    }

    /// One purse's knapsack over the bids that gain something at these prices, the purse's own
    /// price left aside.
    private Knapsack solve(int p, Prices at) {
        int own = purses.resource[p];
        int[] bids = purses.bid[p];
        int[] rows = purses.rows[p];
        int[] start = new int[rows.length + 1];
        int[] which = new int[bids.length];
        double[] spend = new double[bids.length];
        double[] profit = new double[bids.length];
        int size = 0;
        for (int i = 0; i < rows.length; i++) {
            double y = at.weight[goal.groupOf[book.kindOf[rows[i]]]];
            double most = 0;
            for (int k = purses.start[p][i]; k < purses.start[p][i + 1]; k++) {
                double gain = y * book.value[bids[k]];
                double spent = 0;
                for (int u = book.useStart[bids[k]]; u < book.useStart[bids[k] + 1]; u++) {
                    if (book.resource[u] == own) {
                        spent = book.need[u];
                    } else {
                        gain -= at.price[book.resource[u]] * book.need[u];
                    }
                }
                if (gain > most) {
                    most = gain;
                    which[size] = bids[k];
                    spend[size] = spent;
                    profit[size++] = gain;
                }
            }
            start[i + 1] = size;
        }
        var knapsack =
                new Knapsack(
                        book.capacity[own],
                        start,
                        Arrays.copyOf(spend, size),
                        Arrays.copyOf(profit, size));
        latestWorth[p] = knapsack.solve();
        latestPrice[p] = knapsack.price();
        for (int i = 0; i < rows.length; i++) {
            latest[rows[i]] = knapsack.choice[i] < 0 ? Plan.NONE : which[knapsack.choice[i]];
        }
        return knapsack;
    }

    /// Per priced resource, supply less demand; 0 where a price of 0 should only fall further.
    private double[] slackAt(Prices at) {
        double[] slack = new double[demand.length];
        for (int r = 0; r < slack.length; r++) {
            double left = book.capacity[r] - demand[r];
            slack[r] = at.price[r] <= 0 && left >= 0 ? 0 : left;
        }
        for (int resource : purses.resource) {
            slack[resource] = 0;
        }
        return slack;
    }

    private static double sq(double x) {
        return x * x;
    }
}
