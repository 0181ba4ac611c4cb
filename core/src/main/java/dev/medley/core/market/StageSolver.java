package dev.medley.core.market;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Solves one stage: prices, plan, bounds.
final class StageSolver {
    private static final long SEED = 7;
    private static final long HARD_SHARE = 16;
    private static final int ATTEMPTS = 2;
    private static final double LAST_HEAT = 0.2;

    /// How many bids the steps of the pools' bound, and their refilling, may look at in sum.
    private static final long STEPPED_BIDS = 500_000;

    private static final int MOST_STEPS = 8;
    private static final long REFILLED_BIDS = 4_000_000;

    /// Moves per lot by which a plan that keeps to what runs is mended, and where there is no time.
    private static final int SETTLING = 20;

    private static final int SETTLING_QUICKLY = 2;

    /// Share of a plan by which a bound above it says more of prices than of the plan.
    private static final double SUSPECT = 0.06;

    private final Book book;
    private final Goal goal;
    private final Effort effort;

    StageSolver(Book book, Goal goal, Effort effort) {
        this.book = book;
        this.goal = goal;
        this.effort = effort;
    }

    /// @param prices at which `priceBound` and `bound` hold
    /// @param purses what the knapsacks of budgets are worth, if they make the bound
    /// @param pools what the knapsacks of pools are worth, if they do; else null
    record Outcome(
            Goal goal,
            Prices prices,
            List<TightBound.Purse> purses,
            PoolBound.@Nullable Proof pools,
            double priceBound,
            double bound,
            Plan plan) {
        double objective() {
            return Merit.objective(goal, plan.received);
        }
    }

    /// @param warm prices of a market much like this one, or null
    /// @param start a plan to begin with: choices of the book, possibly overfull
    Outcome solve(@Nullable Prices warm, int @Nullable [] start) {
        // 1. Prices.
        var prices =
                warm == null ? coldPrices() : PriceSearch.warm(book, goal, warm.price, warm.weight);
        // 2. A plan at those prices.
        var outcome = at(prices, warm != null, start);
        // 3. A better bound, and often a better plan.
        if (effort.exact()) {
            outcome = exactPools(exactBudgets(outcome));
        }
        refill(outcome);
        return outcome;
    }

    /// A plan that keeps to what runs, where that is wanted, unless one made anew is clearly
    /// better. Where neither is anywhere near the bound, prices that were found from earlier ones
    /// are held against those that are found from nothing.
    private Outcome at(Prices prices, boolean warm, int @Nullable [] start) {
        var margins = Margins.at(book, goal, prices);
        double bound = margins.bound(book, goal);
        if (effort.inertia() == 0 || start == null) {
            return outcome(margins, bound, anew(margins, start));
        }
        var kept = keeping(start, margins);
        if (warm && reaches(bound, kept, SUSPECT)) {
            var other = Margins.at(book, goal, coldPrices());
            if (other.bound(book, goal) < bound) {
                margins = other;
                bound = other.bound(book, goal);
            }
        }
        if (!reaches(bound, kept, effort.inertia())) {
            return outcome(margins, bound, kept);
        }
        var anew = anew(margins, effort.moves() > 0 ? start : null);
        return outcome(margins, bound, clearlyBetter(anew, kept) ? anew : kept);
    }

    private Outcome outcome(Margins margins, double bound, Plan plan) {
        return new Outcome(goal, margins.prices, List.of(), null, bound, bound, plan);
    }

    private Outcome exactBudgets(Outcome outcome) {
        if (book.resources() > book.pools) {
            var proof = new TightBound(book, goal, outcome.prices).prove();
            if (proof.bound() < outcome.bound) {
                return new Outcome(
                        goal,
                        outcome.prices,
                        proof.purses(),
                        null,
                        outcome.priceBound,
                        proof.bound(),
                        outcome.plan);
            }
        }
        return outcome;
    }

    private Outcome exactPools(Outcome outcome) {
        if (isClose(outcome.bound, outcome.plan) || book.value.length == 0) {
            return outcome;
        }
        var margins = Margins.at(book, goal, outcome.prices);
        var pools = PoolBids.of(book, goal);
        int steps = Math.clamp(STEPPED_BIDS / book.value.length, 1, MOST_STEPS);
        var proof =
                new PoolBound(book, goal, margins, pools).lower(steps, outcome.bound, outcome.plan);
        boolean better = proof.bound() < outcome.bound;
        double bound = better ? proof.bound() : outcome.bound;
        return new Outcome(
                goal,
                outcome.prices,
                better ? List.of() : outcome.purses,
                better ? proof : null,
                outcome.priceBound,
                bound,
                outcome.plan);
    }

    private void refill(Outcome outcome) {
        long rounds = Math.min(effort.refills(), REFILLED_BIDS / Math.max(1, book.value.length));
        if (rounds > 0 && !isClose(outcome.bound, outcome.plan)) {
            var margins = Margins.at(book, goal, outcome.prices);
            new Refilling(outcome.plan, margins, PoolBids.of(book, goal), SEED).run((int) rounds);
        }
    }

    private boolean isClose(double bound, Plan plan) {
        double reached = Merit.objective(goal, plan.received);
        return goal.gap(reached, bound) <= PoolBound.CLOSE && Merit.floorsKept(goal, plan.received);
    }

    /// Strict floors can lead the search for prices astray: the bound then exceeds even what the
    /// stage's own lots are worth together. A second search starts from the prices that these lots
    /// alone would make.
    private Prices coldPrices() {
        var prices = PriceSearch.cold(book, goal);
        double reach = 0;
        for (int kind = 0; kind < book.kinds(); kind++) {
            int group = goal.groupOf[kind];
            reach += group >= 0 && goal.isPlain(group) ? book.top[kind] * book.count[kind] : 0;
        }
        if (goal.alpha() > 0 || prices.bound(book, goal) <= reach) {
            return prices;
        }
        var start = PriceSearch.cold(book, goal.withoutFloors());
        var other = PriceSearch.warm(book, goal, start.price, start.weight);
        return other.bound(book, goal) < prices.bound(book, goal) ? other : prices;
    }

    /// A plan at the prices, or the given one if it is better; then a better one than that.
    private Plan anew(Margins margins, int @Nullable [] start) {
        var plan = firstPlan(margins, start);
        if (effort.moves() > 0) {
            search(plan, margins.prices);
        }
        return plan;
    }

    /// Whether a plan worth this much would be better by a share.
    private boolean reaches(double objective, Plan other, double share) {
        double least = Merit.objective(goal, other.received);
        return objective > least + share * Math.abs(least)
                || !Merit.floorsKept(goal, other.received);
    }

    private Plan firstPlan(Margins margins, int @Nullable [] start) {
        var plan = new Plan(book, goal);
        fill(plan, margins);
        if (start == null) {
            return plan;
        }
        var other = seated(start);
        if (!better(other, plan)) {
            return plan;
        }
        fill(other, margins);
        return other;
    }

    private Plan seated(int[] start) {
        var plan = new Plan(book, goal);
        for (int row = 0; row < start.length; row++) {
            if (start[row] != Plan.NONE && plan.fits(row, start[row])) {
                plan.put(row, start[row]);
            }
        }
        return plan;
    }

    private static void fill(Plan plan, Margins margins) {
        var repair = new Repair(plan, margins);
        repair.seat();
        repair.upgrade();
    }

    /// What is there at the start, what fits beside it, and changes that each pay.
    private Plan keeping(int[] start, Margins margins) {
        var plan = seated(start);
        fill(plan, margins);
        new Displacing(plan, margins).run();
        var list = Shortlist.at(plan, margins.prices);
        var own = list.shorten(plan, goal);
        long perLot = effort.moves() > 0 ? SETTLING : SETTLING_QUICKLY;
        new Annealing(list, own, margins.prices, SEED).settle(perLot * book.lots(), LAST_HEAT);
        list.lengthen(own.choice, plan);
        new Repair(plan, margins).upgrade();
        stayPut(plan, start, margins);
        return plan;
    }

    /// What is left over below its price is for those that have nothing: it is sold again as soon
    /// as somebody pays, so nobody leaves a place for it that is still free.
    private static void stayPut(Plan plan, int[] start, Margins margins) {
        for (int row = 0; row < start.length; row++) {
            int now = plan.choice[row];
            boolean moved = start[row] != Plan.NONE && now != Plan.NONE && now != start[row];
            if (moved && margins.of[now] < 0 && plan.fits(row, start[row])) {
                plan.put(row, start[row]);
            }
        }
    }

    private boolean clearlyBetter(Plan one, Plan other) {
        boolean kept = Merit.floorsKept(goal, one.received);
        if (kept != Merit.floorsKept(goal, other.received)) {
            return kept;
        }
        return reaches(Merit.objective(goal, one.received), other, effort.inertia());
    }

    /// Kept floors first, then the objective.
    private boolean better(Plan one, Plan other) {
        boolean kept = Merit.floorsKept(goal, one.received);
        if (kept != Merit.floorsKept(goal, other.received)) {
            return kept;
        }
        return Merit.objective(goal, one.received) > Merit.objective(goal, other.received);
    }

    /// Soft walls first; then what is overfull gives way and strict moves finish. Floors that are
    /// missed are aimed at from higher up the next time. If that is no gain, strict moves alone
    /// start from the plan at hand, which they cannot make worse.
    private void search(Plan plan, Prices prices) {
        var list = Shortlist.at(plan, prices);
        var aim = goal;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = softly(list, plan, prices, aim);
            if (better(found, plan)) {
                plan.restore(found.choice);
                return;
            }
            if (Merit.floorsKept(goal, found.received)) {
                break;
            }
            aim = aim.withFloorsRaised(goal, found.received);
        }
        var own = list.shorten(plan, goal);
        new Annealing(list, own, prices, SEED).run(effort.moves() / HARD_SHARE, LAST_HEAT);
        list.lengthen(own.choice, plan);
        new Repair(plan, prices).upgrade();
    }

    private Plan softly(Shortlist list, Plan plan, Prices prices, Goal aim) {
        var soft = list.shorten(plan, aim);
        new SoftAnnealing(list, soft, prices, SEED).run(effort.moves());
        var mended = list.copy(soft, goal);
        var strict = new Annealing(list, mended, prices, SEED);
        strict.mend();
        strict.run(effort.moves() / HARD_SHARE, LAST_HEAT);
        var found = new Plan(book, goal);
        list.lengthen(mended.choice, found);
        new Repair(found, prices).upgrade();
        return found;
    }
}
