package dev.medley.core.market;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;

/// What an earlier clearing knows about this market.
final class Memory {
    private final Market market;
    private final Book book;
    private final Clearing previous;

    Memory(Market market, Book book, Clearing previous) {
        this.market = market;
        this.book = book;
        this.previous = previous;
    }

    /// Prices of the stage that cleared the same class, or null if there was none.
    @Nullable Prices prices(Agenda agenda, Goal goal, int level) {
        String className = market.classes().get(level).id();
        for (var stage : previous.stages()) {
            if (stage.priorityClass().equals(className)) {
                double[] weight = PriceSearch.firstWeights(book, goal);
                agenda.recall(stage, weight);
                return new Prices(prices(stage), weight);
            }
        }
        return null;
    }

    private double[] prices(Stage stage) {
        var known = new LinkedHashMap<String, Double>();
        var before = previous.market();
        for (int p = 0; p < before.pools().size(); p++) {
            known.put("pool " + before.pools().get(p).id(), stage.poolPrices().get(p));
        }
        for (int b = 0; b < before.budgets().size(); b++) {
            known.put("budget " + before.budgets().get(b).id(), stage.budgetPrices().get(b));
        }
        double[] price = new double[book.resources()];
        for (int r = 0; r < price.length; r++) {
            String name =
                    r < book.pools
                            ? "pool " + market.pools().get(r).id()
                            : "budget " + market.budgets().get(r - book.pools).id();
            price[r] = known.getOrDefault(name, 0.0);
        }
        return price;
    }

    /// The earlier plan in bids of this book. Both tables are sorted by the lots' ids.
    int[] plan() {
        int[] plan = new int[book.lots()];
        Arrays.fill(plan, Plan.NONE);
        var old = previous.market().table;
        int at = 0;
        for (int row = 0; row < plan.length; row++) {
            String id = market.table.id[row];
            while (at < old.lots() && old.id[at].compareTo(id) < 0) {
                at++;
            }
            if (at < old.lots() && old.id[at].equals(id)) {
                plan[row] = book.bidOf(book.kindOf[row], previous.choiceOfRow(at));
            }
        }
        return plan;
    }
}
