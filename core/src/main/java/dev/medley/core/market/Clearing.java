package dev.medley.core.market;

import java.util.List;

/// The market's answer: at most one bid per lot, prices, and the proof of how good the plan is.
/// Lots are asked for by their handles.
public final class Clearing {
    /// No bid: the lot waits.
    public static final int NONE = -1;

    private final Market market;
    private final int[] choice;
    private final List<Stage> stages;
    private final double[] price;
    private final double[] used;

    /// @param choice per row of the market's table, the index of the chosen bid within its lot
    Clearing(Market market, int[] choice, List<Stage> stages) {
        this.market = market;
        this.choice = choice;
        this.stages = List.copyOf(stages);
        this.used = usedBy(market.table, choice, market.capacity.length);
        this.price = new double[used.length];
        int pools = market.pools().size();
        for (var stage : stages) {
            for (int r = 0; r < price.length; r++) {
                double p =
                        r < pools ? stage.poolPrices().get(r) : stage.budgetPrices().get(r - pools);
                price[r] = Math.max(price[r], p);
            }
        }
    }

    /// The plan of another clearing under this one's prices and proof. What is within a tighter
    /// supply is within this one's, so the proof holds for that plan too.
    ///
    /// @param tighter of the same bids in the same order, with total value, one class, and no more
    ///   for sale
    public Clearing over(Clearing tighter) {
        if (choice.length != tighter.choice.length
                || stages.size() != 1
                || market.terms().alpha() != 0) {
            throw new IllegalArgumentException(
                    "A plan of %d lots is none of a market of %d lots, one class and total value."
                            .formatted(tighter.choice.length, choice.length));
        }
        double reached = tighter.totalValue();
        var stage = stages.getFirst();
        double gap = stage.bound() > 0 ? Math.max(0, 1 - reached / stage.bound()) : 0;
        return new Clearing(market, tighter.choice.clone(), List.of(stage.reaching(reached, gap)));
    }

    /// The same, where bids that are not in the market could add so much to the bound. Of a single
    /// class and total value.
    public Clearing boundBy(double more) {
        if (stages.size() != 1 || market.terms().alpha() != 0) {
            throw new IllegalArgumentException(
                    "A bound is raised for one class and total value, not for %d classes, alpha %s."
                            .formatted(stages.size(), market.terms().alpha()));
        }
        return new Clearing(market, choice, List.of(stages.getFirst().boundBy(more)));
    }

    public Market market() {
        return market;
    }

    /// The index of the lot's bid, or [#NONE].
    public int choice(int lot) {
        return choice[market.row(lot)];
    }

    int choiceOfRow(int row) {
        return choice[row];
    }

    /// What one more device of the pool is worth: the price of the stage in which it is dearest.
    public double poolPrice(int pool) {
        return price[pool];
    }

    public double budgetPrice(int budget) {
        return price[market.pools().size() + budget];
    }

    public long used(int pool) {
        return (long) used[pool];
    }

    public long spent(int budget) {
        return (long) used[market.pools().size() + budget];
    }

    /// In the order in which they were cleared; never empty. The last one's plan is the plan.
    public List<Stage> stages() {
        return stages;
    }

    /// The stage that decided about this lot: the one that maximised its class.
    public Stage stageOf(int lot) {
        String name = market.classes().get(market.priorityClass(lot)).id();
        for (var stage : stages) {
            if (stage.priorityClass().equals(name)) {
                return stage;
            }
        }
        return stages.getLast();
    }

    /// What the plan reaches: its total value; with alpha-fair terms the sum of the stages'
    /// utilities.
    public double objective() {
        if (market.terms().alpha() == 0) {
            return (double) totalValue();
        }
        return stages.stream().mapToDouble(Stage::objective).sum();
    }

    /// What no plan under the same terms can exceed: the sum of the stages' bounds.
    public double bound() {
        return stages.stream().mapToDouble(Stage::bound).sum();
    }

    /// How much better, as a share, any plan could be at most. With classes and total value the
    /// share includes what [Terms#floorSlack] lets go on purpose; with alpha-fair terms it is the
    /// largest gap of any stage.
    public double gap() {
        if (market.terms().alpha() == 0) {
            return bound() > 0 ? Math.max(0, (bound() - objective()) / bound()) : 0;
        }
        return stages.stream().mapToDouble(Stage::gap).max().orElse(0);
    }

    /// Sum of the chosen bids' values, whatever the terms.
    public long totalValue() {
        double total = 0;
        for (int row = 0; row < choice.length; row++) {
            if (choice[row] != NONE) {
                total += market.table.value[market.table.bidStart[row] + choice[row]];
            }
        }
        return (long) total;
    }

    /// Everything an outsider needs to check plan and bound.
    public Certificate certificate() {
        return new Certificate(this);
    }

    private static double[] usedBy(LotTable table, int[] choice, int resources) {
        double[] used = new double[resources];
        for (int row = 0; row < choice.length; row++) {
            if (choice[row] != NONE) {
                int bid = table.bidStart[row] + choice[row];
                for (int i = table.useStart[bid]; i < table.useStart[bid + 1]; i++) {
                    used[table.resource[i]] += table.need[i];
                }
            }
        }
        return used;
    }
}
