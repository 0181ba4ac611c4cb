package dev.medley.core.market;

import java.util.ArrayList;
import java.util.List;

/// Clears a market.
///
/// GOALS: a plan close to the best, prices that explain it, and a bound that proves it, from a
/// thousand lots to a hundred thousand, in about a second. CONSTRAINTS: at most one bid per lot, no
/// pool and no budget exceeded, the same bytes for the same input in any order of lots. ALGORITHM:
/// 1. forget bids that no plan can hold and put equal lots together ([Book]); 2. find prices
///    ([PriceSearch]); 3. seat lots at those prices and repair ([Repair]); 4. improve by annealing;
///    5. state the bound.
public final class Auctioneer {
    private Auctioneer() {}

    public static Clearing clear(Market market) {
        return clear(market, Effort.normal(market.lots()));
    }

    public static Clearing clear(Market market, Effort effort) {
        var book = Book.of(market);
        var goal = Goal.totalValue(book);
        var prices = PriceSearch.cold(book, goal);
        var plan = new Plan(book, goal);
        var repair = new Repair(plan, prices);
        repair.seat();
        repair.upgrade();
        double objective = plan.received[0];
        double bound = Math.max(objective, prices.bound(book, goal) * (1 + 1e-12));
        var stage =
                new Stage(
                        market.classes().getLast().id(),
                        list(prices.price, 0, book.pools),
                        list(prices.price, book.pools, book.resources()),
                        List.of(),
                        List.of(),
                        List.of(),
                        objective,
                        bound,
                        bound > 0 ? (bound - objective) / bound : 0);
        return new Clearing(market, originals(book, plan), List.of(stage));
    }

    private static List<Double> list(double[] numbers, int from, int to) {
        var list = new ArrayList<Double>();
        for (int i = from; i < to; i++) {
            list.add(numbers[i]);
        }
        return list;
    }

    private static int[] originals(Book book, Plan plan) {
        int[] choice = new int[plan.choice.length];
        for (int row = 0; row < choice.length; row++) {
            int bid = plan.choice[row];
            choice[row] = bid == Plan.NONE ? Clearing.NONE : book.original[bid];
        }
        return choice;
    }
}
