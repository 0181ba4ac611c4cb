package dev.medley.core.market;

import java.util.Arrays;

/// Improves a plan by random moves at ever lower temperature.
///
/// GOAL: close what is left between plan and bound. That gap is exactly the sum of what each row
/// loses against its best margin at the prices, and of what leftovers are worth at the prices.
/// ALGORITHM: a move offers a row another bid. Where that overfills a pool or a budget, up to three
/// others there give way, each the cheapest found among a few; they step down to their best bid
/// that fits, or to none. The move is kept if the plan gains by it, or, with a chance that falls
/// with the temperature, if it loses little. The first temperature is the one at which the gap at
/// hand would be no surprise; a bid that loses many times the temperature is not offered at all.
/// Counts and seeds are fixed; no clock decides.
final class Annealing {
    private static final int EJECTIONS = 3;
    private static final int LOOKS = 10;
    private static final int EPOCHS = 64;
    private static final double REACH = 5;
    private static final double COOLED = 0.02;

    private final Shortlist list;
    private final Plan plan;
    private final Book book;
    private final Goal goal;
    private final Merit merit;
    private final double[] price;
    private final Dice dice;
    private final int[] changedRow = new int[EJECTIONS + 1];
    private final int[] changedFrom = new int[EJECTIONS + 1];
    private int changes;
    private int[] offeredRow = new int[1024];
    private int[] offeredBid = new int[1024];
    private final int[] best;
    private double bestObjective;

    /// @param plan of the shortlisted bids; may be overfull
    Annealing(Shortlist list, Plan plan, Prices prices, long seed) {
        this.list = list;
        this.plan = plan;
        this.book = list.book;
        this.goal = plan.goal;
        this.price = prices.price;
        this.merit = new Merit(goal, plan.received, prices.weight);
        this.dice = new Dice(seed);
        this.best = plan.choice.clone();
        this.bestObjective = merit.floorsKept() ? merit.objective() : Double.NEGATIVE_INFINITY;
    }

    /// Leaves the best plan that it met in the plan.
    void run(long moves, double heatShare) {
        double heat = firstHeat() * heatShare;
        double cooling = StrictMath.pow(COOLED, 1.0 / EPOCHS);
        for (int epoch = 0; epoch < EPOCHS && heat > 0; epoch++) {
            int offers = gatherOffers(REACH * heat);
            if (offers > 0) {
                for (long m = moves * epoch / EPOCHS; m < moves * (epoch + 1) / EPOCHS; m++) {
                    int offer = dice.below(offers);
                    move(offeredRow[offer], offeredBid[offer], heat);
                }
            }
            keepBest();
            heat *= cooling;
        }
        plan.restore(best);
    }

    /// Makes only moves that gain something, among those that a heat would offer.
    void settle(long moves, double heatShare) {
        int offers = gatherOffers(REACH * firstHeat() * heatShare);
        for (long m = 0; m < moves && offers > 0; m++) {
            int offer = dice.below(offers);
            int row = offeredRow[offer];
            int bid = offeredBid[offer];
            // Nobody gives way so that somebody else may have less, or what it gains less by.
            int now = plan.choice[row];
            boolean more = book.value[bid] > plan.valueOf(now);
            double margin = now == Plan.NONE ? 0 : list.margin[now];
            if ((more && list.margin[bid] > margin) || plan.fits(row, bid)) {
                move(row, bid, 0);
            }
        }
    }

    /// All (row, bid) whose bid is within reach of the row's best margin.
    private int gatherOffers(double reach) {
        int offers = 0;
        for (int row = 0; row < plan.choice.length; row++) {
            int kind = book.kindOf[row];
            double least = list.best[kind] - reach;
            for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
                if (list.margin[b] >= least && goal.groupOf[kind] >= 0) {
                    if (offers == offeredRow.length) {
                        offeredRow = Arrays.copyOf(offeredRow, offers * 2);
                        offeredBid = Arrays.copyOf(offeredBid, offers * 2);
                    }
                    offeredRow[offers] = row;
                    offeredBid[offers++] = b;
                }
            }
        }
        return offers;
    }

    /// The temperature at which rows that waver between bids would lose in sum about what the plan
    /// at hand loses now.
    private double firstHeat() {
        double lost = merit.lost();
        for (int r = 0; r < price.length; r++) {
            lost += price[r] * plan.left[r];
        }
        for (int row = 0; row < plan.choice.length; row++) {
            int bid = plan.choice[row];
            lost += list.best[book.kindOf[row]] - (bid == Plan.NONE ? 0 : list.margin[bid]);
        }
        return list.heatThatLoses(lost);
    }

    private void keepBest() {
        if (merit.floorsKept()) {
            double objective = merit.objective();
            if (objective > bestObjective) {
                bestObjective = objective;
                System.arraycopy(plan.choice, 0, best, 0, best.length);
            }
        }
    }

    /// Empties what is overfull, whatever it costs.
    void mend() {
        for (int r = 0; r < price.length; r++) {
            while (plan.left[r] < 0) {
                changes = 0;
                eject(r, -1);
            }
        }
        System.arraycopy(plan.choice, 0, best, 0, best.length);
        bestObjective = merit.floorsKept() ? merit.objective() : Double.NEGATIVE_INFINITY;
    }

    private void move(int row, int target, double heat) {
        if (target == plan.choice[row]) {
            return;
        }
        changes = 0;
        double gain = put(row, target);
        for (int i = book.useStart[target]; i < book.useStart[target + 1]; i++) {
            int r = book.resource[i];
            while (plan.left[r] < 0) {
                double change = changes > EJECTIONS ? Double.NaN : eject(r, row);
                if (Double.isNaN(change)) {
                    undo();
                    return;
                }
                gain += change;
            }
        }
        boolean kept =
                heat == 0
                        ? gain > 0
                        : gain >= 0 || Exp.of(Math.max(gain / heat, -700)) >= dice.uniform();
        if (!kept) {
            undo();
        }
    }

    /// Lets the cheapest of a few rows on this resource give way; the answer is the change of
    /// merit, or NaN if nobody there can.
    private double eject(int r, int except) {
        double deficit = -plan.left[r];
        double cheapest = Double.POSITIVE_INFINITY;
        int bestRow = -1;
        int bestBid = Plan.NONE;
        int seats = plan.seatCount[r];
        for (int look = 0; look < LOOKS; look++) {
            int row = plan.seats[r][dice.below(seats)] / plan.width;
            if (row == except) {
                continue;
            }
            int kind = book.kindOf[row];
            int group = goal.groupOf[kind];
            int old = plan.choice[row];
            double held = plan.needOf(old, r);
            double value = book.value[old];
            double toNone = -merit.change(group, -value) / Math.min(held, deficit);
            if (toNone < cheapest) {
                cheapest = toNone;
                bestRow = row;
                bestBid = Plan.NONE;
            }
            for (int bid = book.bidStart[kind]; bid < book.bidStart[kind + 1]; bid++) {
                double freed = held - plan.needOf(bid, r);
                if (freed <= 0) {
                    continue;
                }
                double cost = -merit.change(group, book.value[bid] - value);
                double rate = cost > 0 ? cost / Math.min(freed, deficit) : cost;
                if (rate < cheapest && fitsBut(row, bid, r)) {
                    cheapest = rate;
                    bestRow = row;
                    bestBid = bid;
                }
            }
        }
        return bestRow < 0 ? Double.NaN : put(bestRow, bestBid);
    }

    /// Whether the row could have the bid, leaving aside one resource that is being emptied.
    private boolean fitsBut(int row, int bid, int aside) {
        int old = plan.choice[row];
        for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
            int r = book.resource[i];
            if (r != aside && book.need[i] > plan.left[r] + plan.needOf(old, r)) {
                return false;
            }
        }
        return true;
    }

    private double put(int row, int bid) {
        int group = goal.groupOf[book.kindOf[row]];
        int old = plan.choice[row];
        double gain = merit.change(group, plan.valueOf(bid) - plan.valueOf(old));
        changedRow[changes] = row;
        changedFrom[changes++] = old;
        plan.put(row, bid);
        merit.receive(group, plan.valueOf(bid) - plan.valueOf(old));
        return gain;
    }

    private void undo() {
        while (changes > 0) {
            int row = changedRow[--changes];
            int from = changedFrom[changes];
            double more = plan.valueOf(from) - plan.valueOf(plan.choice[row]);
            plan.put(row, from);
            merit.receive(goal.groupOf[book.kindOf[row]], more);
        }
    }
}
