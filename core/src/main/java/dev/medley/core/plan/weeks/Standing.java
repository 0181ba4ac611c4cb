package dev.medley.core.plan.weeks;

/// What groups have received while a plan is made, and what more of it would count: as in the
/// prices where values are added up; where tenants share fairly, less for whoever has more.
final class Standing {

    /// Part of what the prices expect a tenant to receive that counts as the least: utilities of
    /// nothing cannot be compared.
    private static final double RESERVE = 0.01;

    private final WeekBook book;
    private final Fairness fairness;
    private final double[] weight;
    private final double[] least;
    private double[] received;

    Standing(WeekBook book, WeekPrices prices, Fairness fairness) {
        this.book = book;
        this.fairness = fairness;
        this.weight = prices.weight().clone();
        this.received = new double[weight.length];
        this.least = new double[fairness.tenants().size()];
        for (int g = 0; g < least.length; g++) {
            least[g] = RESERVE * fairness.utilities().get(g).demanded(weight[g]);
        }
    }

    /// What a unit of the ask's value counts.
    double weight(int ask) {
        int g = book.group(ask);
        return g < 0 ? 1 : weight[g];
    }

    /// Groups have received so much in all.
    void receive(double[] all) {
        received = all.clone();
        for (int g = 0; g < least.length; g++) {
            weight[g] = fairness.utilities().get(g).marginal(Math.max(least[g], received[g]));
        }
    }

    /// What it is worth that these asks are worth so much, and not what they were.
    double gain(int[] asks, double[] before, double[] after) {
        double sumBefore = 0;
        double sumAfter = 0;
        double[] more = new double[weight.length];
        for (int i = 0; i < asks.length; i++) {
            sumBefore += before[i];
            sumAfter += after[i];
            more[book.group(asks[i])] += after[i] - before[i];
        }
        if (!fairness.isFair()) {
            return sumAfter - sumBefore;
        }
        double gain = 0;
        for (int g = 0; g < more.length; g++) {
            if (more[g] != 0) {
                var utility = fairness.utilities().get(g);
                gain += utility.of(Math.max(least[g], received[g] + more[g]));
                gain -= utility.of(Math.max(least[g], received[g]));
            }
        }
        return gain;
    }

    /// The asks are worth so much now.
    void change(int[] asks, double[] before, double[] after) {
        double[] all = received.clone();
        for (int i = 0; i < asks.length; i++) {
            all[book.group(asks[i])] += after[i] - before[i];
        }
        receive(all);
    }
}
