package dev.medley.core.market;

import java.util.Arrays;

/// Improves a plan by random moves at ever lower temperature, with soft walls.
///
/// GOAL: close what is left between plan and bound. That gap is exactly the sum of what each row
/// loses against its best margin at the prices, and of what leftovers are worth at the prices.
/// ALGORITHM: a move gives one row, or two rows of one purse, another bid. Pools and budgets may be
/// overfull meanwhile: that costs their price and somewhat more, at first little, at last much. So
/// chains of changes that each spoil something and are right together are found step by step, which
/// strict limits would forbid. The first temperature is the one at which the gap at hand would be
/// no surprise; a bid that loses many times the temperature is not offered at all. Counts and seeds
/// are fixed; no clock decides. What is overfull in the end is for [Annealing] to mend.
final class SoftAnnealing {
    private static final int EPOCHS = 100;
    private static final double REACH = 6;
    private static final double COOLED = 0.01;
    private static final double FIRST_FIRMNESS = 0.03;

    private final Shortlist list;
    private final Plan plan;
    private final Book book;
    private final Goal goal;
    private final Merit merit;
    private final double[] price;
    private final double[] idle;
    private final double[] wall;
    private final double[] left;
    private final int[] choice;
    private final Dice dice;
    private int[] offeredRow = new int[1024];
    private int[] offeredBid = new int[1024];
    private final int[] offersOfRow;

    SoftAnnealing(Shortlist list, Plan plan, Prices prices, long seed) {
        this.list = list;
        this.plan = plan;
        this.book = list.book;
        this.goal = plan.goal;
        this.price = prices.price;
        this.left = plan.left.clone();
        this.choice = plan.choice.clone();
        this.merit = new Merit(goal, plan.received, prices.weight);
        this.dice = new Dice(seed);
        this.idle = new double[price.length];
        this.wall = new double[price.length];
        this.offersOfRow = new int[choice.length + 1];
    }

    /// Leaves its last state in the plan.
    void run(long moves) {
        double heat = firstHeat();
        double cooling = StrictMath.pow(COOLED, 1.0 / EPOCHS);
        int[][] mates = mates();
        for (int epoch = 0; epoch < EPOCHS && heat > 0; epoch++) {
            raiseWalls(epoch / (double) EPOCHS);
            int offers = gatherOffers(REACH * heat);
            if (offers > 0) {
                for (long m = moves * epoch / EPOCHS; m < moves * (epoch + 1) / EPOCHS; m++) {
                    int offer = dice.below(offers);
                    move(offeredRow[offer], offeredBid[offer], heat, mates);
                }
            }
            heat *= cooling;
        }
        plan.restore(choice);
    }

    private void raiseWalls(double progress) {
        double typical = 0;
        double firm = StrictMath.pow(FIRST_FIRMNESS, 1 - progress);
        merit.setFloors(firm, progress);
        for (int r = 0; r < price.length; r++) {
            typical += price[r] * book.capacity[r];
        }
        for (int r = 0; r < price.length; r++) {
            double least = 0.3 * typical / price.length / Math.max(1, book.capacity[r]);
            idle[r] = price[r] * firm;
            wall[r] = (price[r] + least) * firm * (1 + 3 * progress);
        }
    }

    private void move(int row, int bid, double heat, int[][] mates) {
        int old = choice[row];
        if (bid == old) {
            return;
        }
        double gain = change(row, bid);
        if (gain >= 0 || accepts(gain, heat)) {
            return;
        }
        int[] fellows = mates[book.kindOf[row]];
        if (fellows.length > 1) {
            int other = fellows[dice.below(fellows.length)];
            int from = offersOfRow[other];
            int options = offersOfRow[other + 1] - from;
            if (other != row && options > 1) {
                int otherOld = choice[other];
                int otherBid = offeredBid[from + dice.below(options)];
                if (otherBid != otherOld) {
                    double both = gain + change(other, otherBid);
                    if (both >= 0 || accepts(both, heat)) {
                        return;
                    }
                    change(other, otherOld);
                }
            }
        }
        change(row, old);
    }

    private boolean accepts(double gain, double heat) {
        double exponent = gain / heat;
        return exponent > -20 && Exp.of(exponent) > dice.uniform();
    }

    /// Changes the row's bid; the answer is what that gains, walls included.
    private double change(int row, int bid) {
        int old = choice[row];
        int group = goal.groupOf[book.kindOf[row]];
        double oldValue = old == Plan.NONE ? 0 : book.value[old];
        double newValue = bid == Plan.NONE ? 0 : book.value[bid];
        double gain = merit.change(group, newValue - oldValue);
        if (old != Plan.NONE) {
            for (int i = book.useStart[old]; i < book.useStart[old + 1]; i++) {
                int r = book.resource[i];
                double need = book.need[i];
                double over = left[r] < 0 ? Math.min(-left[r], need) : 0;
                left[r] += need;
                gain += price[r] * need + wall[r] * over - idle[r] * (need - over);
            }
        }
        if (bid != Plan.NONE) {
            for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
                int r = book.resource[i];
                double need = book.need[i];
                left[r] -= need;
                double over = left[r] < 0 ? Math.min(-left[r], need) : 0;
                gain -= price[r] * need + wall[r] * over - idle[r] * (need - over);
            }
        }
        choice[row] = bid;
        merit.receive(group, newValue - oldValue);
        return gain;
    }

    /// All (row, bid) whose bid, or none, is within reach of the row's best margin.
    private int gatherOffers(double reach) {
        int offers = 0;
        for (int row = 0; row < choice.length; row++) {
            offersOfRow[row] = offers;
            int kind = book.kindOf[row];
            if (goal.groupOf[kind] < 0) {
                continue;
            }
            double least = list.best[kind] - reach;
            for (int b = book.bidStart[kind] - 1; b < book.bidStart[kind + 1]; b++) {
                boolean none = b < book.bidStart[kind];
                if ((none ? 0 : list.margin[b]) >= least) {
                    if (offers == offeredRow.length) {
                        offeredRow = Arrays.copyOf(offeredRow, offers * 2);
                        offeredBid = Arrays.copyOf(offeredBid, offers * 2);
                    }
                    offeredRow[offers] = row;
                    offeredBid[offers++] = none ? Plan.NONE : b;
                }
            }
            boolean settled =
                    offers == offersOfRow[row] + 1 && offeredBid[offersOfRow[row]] == choice[row];
            if (settled) {
                offers = offersOfRow[row];
            }
        }
        offersOfRow[choice.length] = offers;
        return offers;
    }

    /// Per kind the rows of its purse: all that spend on the same budget.
    private int[][] mates() {
        var purses = Purses.of(book, goal);
        int[][] mates = new int[book.kinds()][];
        Arrays.fill(mates, new int[0]);
        for (int[] rows : purses.rows) {
            for (int row : rows) {
                mates[book.kindOf[row]] = rows;
            }
        }
        return mates;
    }

    /// The temperature at which rows that waver between bids would lose in sum about what the plan
    /// at hand loses now.
    private double firstHeat() {
        double lost = merit.lost();
        for (int r = 0; r < price.length; r++) {
            lost += price[r] * Math.max(0, left[r]);
        }
        for (int row = 0; row < choice.length; row++) {
            int bid = choice[row];
            lost += list.best[book.kindOf[row]] - (bid == Plan.NONE ? 0 : list.margin[bid]);
        }
        return list.heatThatLoses(lost);
    }
}
