package dev.medley.core.market;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/// Clears a market. What runs already is where the search for a better plan begins.
///
/// GOALS: a plan close to the best, prices that explain it, and a bound that proves it, from a
/// thousand lots to a hundred thousand, in about a second. CONSTRAINTS: at most one bid per lot, no
/// pool and no budget exceeded, the same bytes for the same input in any order of lots. ALGORITHM:
/// bids that no plan can hold are forgotten and equal lots put together ([Book]). Then, class by
/// class ([Agenda]): 1. prices by Newton's method ([PriceSearch]), zero where supply is left over
/// ([Polish]); 2. lots are seated at those prices ([Repair]); 3. the plan is improved with soft
/// walls ([SoftAnnealing]), then with strict ones ([Annealing]); 4. the bound is tightened by
/// solving each budget's knapsack exactly ([TightBound]), or each pool's ([PoolBound]), and pools
/// are filled anew ([Refilling]).
///
/// Example: pool H800 has 8 devices, pool P800 has 64. Serving is worth 10 on 8 H800 and 9 on 16
/// P800; training 8 on 8 H800 and 2 on 32 P800. At a price of 1/4 per H800 and 0 per P800 serving
/// gains 8 there and 9 on P800; training gains 6 on H800 and 2 on P800. Both take their best, what
/// they take fits, so 17 is the best there is, although serving runs faster on the H800.
public final class Auctioneer {
    private final Market market;
    private final Book book;
    private final Effort effort;
    private final @Nullable Clearing previous;
    private final @Nullable SortedMap<String, Double> known;

    private Auctioneer(
            Market market,
            Effort effort,
            @Nullable Clearing previous,
            @Nullable SortedMap<String, Double> known) {
        this.market = market;
        this.book = Book.of(market);
        this.effort = effort;
        this.previous = previous;
        this.known = known;
    }

    /// Clears with the effort that the market's size deserves.
    public static Clearing clear(Market market) {
        return clear(market, Effort.normal(market.lots()));
    }

    public static Clearing clear(Market market, Effort effort) {
        return new Auctioneer(market, effort, null, null).run();
    }

    /// Clears a market that differs little from one cleared before: starts at its prices and with
    /// its plan, as far as lots, bids, pools and budgets are still there. If nothing was taken away
    /// (supply and budgets at least as large, every chosen bid still there and worth as much), a
    /// single-class total value is never below what it was.
    public static Clearing clearAgain(Market market, Effort effort, Clearing previous) {
        return new Auctioneer(market, effort, previous, null).run();
    }

    /// Clears a market of a single class, starting at prices that were found earlier: for whoever
    /// remembers prices but not the market they cleared.
    ///
    /// @param known prices by the ids of pools and budgets; 0 for those not named
    public static Clearing clearFrom(
            Market market, Effort effort, SortedMap<String, Double> known) {
        if (market.classes().size() != 1) {
            throw new IllegalArgumentException(
                    "Prices can be remembered for one class at a time; this market has %d."
                            .formatted(market.classes().size()));
        }
        return new Auctioneer(market, effort, null, known).run();
    }

    private Clearing run() {
        var agenda = new Agenda(market, book);
        var memory = previous == null ? null : new Memory(market, book, previous);
        int[] start = memory == null ? incumbents() : memory.plan();
        for (int level : agenda.guaranteed()) {
            var goal = agenda.alone(level);
            agenda.guarantee(level, new StageSolver(book, goal, Effort.QUICK).solve(null, null));
        }
        var stages = new ArrayList<Stage>();
        for (int level : agenda.levels()) {
            var goal = agenda.stage(level);
            var warm = memory == null ? knownPrices(goal) : memory.prices(agenda, goal, level);
            var outcome = new StageSolver(book, goal, effort).solve(warm, start);
            agenda.close(level, outcome);
            stages.add(stage(agenda, level, outcome));
            start = outcome.plan().choice;
        }
        return new Clearing(market, originals(start), stages);
    }

    private @Nullable Prices knownPrices(Goal goal) {
        if (known == null) {
            return null;
        }
        double[] price = new double[book.resources()];
        for (int r = 0; r < price.length; r++) {
            var id =
                    r < book.pools
                            ? market.pools().get(r).id()
                            : market.budgets().get(r - book.pools).id();
            price[r] = known.getOrDefault(id, 0.0);
        }
        return new Prices(price, PriceSearch.firstWeights(book, goal));
    }

    /// The bids that run now, or null where none does.
    private int @Nullable [] incumbents() {
        int[] plan = new int[book.lots()];
        boolean any = false;
        for (int row = 0; row < plan.length; row++) {
            plan[row] = book.bidOf(book.kindOf[row], market.table.incumbent[row]);
            any |= plan[row] != Plan.NONE;
        }
        return any ? plan : null;
    }

    private Stage stage(Agenda agenda, int level, StageSolver.Outcome outcome) {
        var goal = outcome.goal();
        double objective = outcome.objective();
        double bound = certain(outcome.bound(), objective);
        var knapsacks = new ArrayList<Stage.Knapsack>();
        for (var purse : outcome.purses()) {
            var budget = market.budgets().get(purse.resource() - book.pools);
            knapsacks.add(new Stage.Knapsack(budget.id(), purse.worth()));
        }
        return new Stage(
                market.classes().get(level).id(),
                list(Arrays.copyOf(outcome.prices().price, book.pools)),
                list(Arrays.copyOfRange(outcome.prices().price, book.pools, book.resources())),
                agenda.floors(outcome),
                agenda.utilities(outcome),
                knapsacks,
                fillings(outcome),
                outcome.pools() == null ? List.of() : outcome.pools().gains(),
                objective,
                certain(outcome.priceBound(), objective),
                bound,
                goal.gap(objective, bound));
    }

    /// The bound, raised by what rounding may have eaten; never below what was reached.
    private static double certain(double bound, double objective) {
        return Math.max(objective, bound + 1e-12 * Math.abs(bound));
    }

    private List<Stage.Filling> fillings(StageSolver.Outcome outcome) {
        var fillings = new ArrayList<Stage.Filling>();
        if (outcome.pools() != null) {
            var worths = outcome.pools().worths();
            for (int p = 0; p < worths.size(); p++) {
                if (!Double.isNaN(worths.get(p))) {
                    fillings.add(new Stage.Filling(market.pools().get(p).id(), worths.get(p)));
                }
            }
        }
        return fillings;
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private int[] originals(int @Nullable [] plan) {
        int[] choice = new int[book.lots()];
        Arrays.fill(choice, Clearing.NONE);
        for (int row = 0; plan != null && row < choice.length; row++) {
            if (plan[row] != Plan.NONE) {
                choice[row] = book.original[plan[row]];
            }
        }
        return choice;
    }
}
