package dev.medley.core.market;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Finds prices and group weights by Newton's method on the smooth dual, cooling it step by step.
///
/// GOAL: prices whose bound is within some hundredths of a per cent of the best ones. ALGORITHM:
/// far from the answer only the rough shape counts, so cooling starts on a sample of the kinds and
/// ends on all of them, but only with the bids that still matter. At each temperature a few Newton
/// steps are enough, because the answer moves little from one to the next. Steps never take more
/// than nine tenths of a price away and are halved until the smooth dual falls.
final class PriceSearch {
    private static final double FIRST_HEAT = 0.3;
    private static final double LAST_HEAT = 0.0005;
    private static final double SAMPLE_HEAT = 0.004;
    private static final double CARRIED_HEAT = 0.03;
    private static final double REFINED_HEAT = 0.005;
    private static final double WARM_HEAT = 0.002;

    /// Share of the largest price, or of what to begin with where nothing is known, that no price
    /// is below: Newton needs the squares.
    private static final double TRACE = 1e-9;

    /// Times that least price.
    private static final double NEXT_TO_NOTHING = 1e5;

    private static final double ASTRAY = 0.002;

    /// Share of the bound up to which what there is of a pool counts as next to nothing.
    private static final double LITTLE = 1e-3;

    private static final int FEW_BIDS = 50_000;
    private static final double COOLING = 0.4;
    private static final int SAMPLE = 3000;
    private static final int STEPS = 12;
    private static final int HALVINGS = 10;
    private static final double REACH = 0.15;

    /// Temperatures below the best bid at which another has next to no weight.
    private static final double BLURS = 12;

    /// Prices at which less is misplaced, as a share of their bound, are about right.
    private static final double MISPLACED = 0.03;

    /// Prices at which more is misplaced say nothing.
    private static final double LOST = 1;

    private static final double BLURRED = 2e-4;
    private static final double BARRIER = 0.02;

    private final Goal goal;
    private final Book book;
    private SmoothDual dual;
    private final double[] heat;

    /// How steps are taken where prices are about right already; else null.
    private @Nullable CarefulSteps careful;

    private double worth;
    private double barrier;

    final double[] price;
    final double[] weight;

    private PriceSearch(Book book, Goal goal, double[] price, double[] weight) {
        this.goal = goal;
        this.book = book;
        this.dual = new SmoothDual(book, goal);
        this.price = price;
        this.weight = weight;
        this.heat = new double[goal.groups()];
    }

    /// From nothing.
    static Prices cold(Book book, Goal goal) {
        // A sample may be unable to reach a floor that all together can.
        int stride =
                goal.hasFloors()
                        ? 1
                        : Math.max(1, book.kinds() / Math.max(SAMPLE, book.kinds() / 16));
        return begin(book, goal, stride).finish(SAMPLE_HEAT, REACH);
    }

    /// From a start (null for nothing) down to a heat of the caller's, all bids kept, the barrier's
    /// traces too: for shares rather than whole bids.
    static Prices shared(Book book, Goal goal, @Nullable Prices start, double lastHeat) {
        var search =
                start == null
                        ? begin(book, goal, 1)
                        : new PriceSearch(book, goal, start.price.clone(), start.weight.clone());
        for (double t = start == null ? SAMPLE_HEAT : CARRIED_HEAT; t > lastHeat; t *= COOLING) {
            search.settle(t, 1, 0.02);
        }
        search.settle(lastHeat, 1, 0.002);
        return new Prices(search.price, search.weight);
    }

    /// The rough shape, on a sample. A large alpha is reached by doubling, since its utilities bend
    /// so sharply that Newton's steps from afar would lead nowhere.
    private static PriceSearch begin(Book book, Goal goal, int stride) {
        var gentle = goal.alpha() > 1 ? goal.withAlpha(1) : goal;
        double[] weight = firstWeights(book, gentle);
        var search = new PriceSearch(book, gentle, FirstPrices.of(book, gentle, weight), weight);
        for (double t = FIRST_HEAT; t > SAMPLE_HEAT; t *= COOLING) {
            search.settle(t, stride, 0.02);
        }
        while (gentle.alpha() < goal.alpha()) {
            var next = goal.withAlpha(Math.min(2 * gentle.alpha(), goal.alpha()));
            var start = new Prices(search.price, search.weight).carried(gentle, next);
            search = new PriceSearch(book, next, start.price, start.weight);
            for (double t = CARRIED_HEAT; t > SAMPLE_HEAT; t *= COOLING) {
                search.settle(t, stride, 0.02);
            }
            gentle = next;
        }
        return search;
    }

    /// From prices that were right for a market much like this one. If hardly anything has changed,
    /// a last step or two among few bids is all they need. If they were not right, bids may have
    /// been dropped that matter after all: the search begins anew.
    static Prices warm(Book book, Goal goal, double[] price, double[] weight) {
        double[] start = price.clone();
        double[] first = FirstPrices.of(book, goal, weight);
        double least = TRACE * Math.max(most(price), most(first));
        for (int r = 0; r < start.length; r++) {
            start[r] = Math.max(start[r], least);
        }
        var search = new PriceSearch(book, goal, start, weight.clone());
        // Only for total value: weights of groups may have to move far.
        search.careful = goal.hasFloors() || goal.alpha() > 0 ? null : new CarefulSteps();
        var demand = search.demand(first, NEXT_TO_NOTHING * least);
        double misplaced = search.misplaced(demand);
        if (search.careful != null && misplaced < MISPLACED) {
            search.refine();
            var refined = search.polished();
            search.hold(refined, price, demand.bound);
            double proven = refined.bound(book, goal);
            boolean good = proven <= (1 + BLURRED) * demand.bound;
            return good ? refined : new Prices(price, weight).copy();
        }
        if (search.careful != null && misplaced > LOST) {
            return cold(book, goal);
        }
        search.approach(demand, least);
        var prices = search.finish(WARM_HEAT, 0.5 * REACH);
        double kept = prices.bound(search.dual.book, goal);
        search.hold(prices, price, kept);
        if (prices.bound(book, goal) > (1 + ASTRAY) * kept) {
            var anew = cold(book, goal);
            search.hold(anew, price, kept);
            boolean better = anew.bound(book, goal) < prices.bound(book, goal);
            prices = better ? anew : prices;
        }
        return prices;
    }

    /// Leaves the price of what there is next to nothing of where it was, if it fell: the bound is
    /// hardly worse for it, and those who do not come because of that price need not be asked.
    private void hold(Prices prices, double[] before, double bound) {
        for (int r = 0; r < before.length; r++) {
            boolean little = before[r] * book.capacity[r] <= LITTLE * bound;
            if (before[r] > prices.price[r] && little) {
                prices.price[r] = before[r];
            }
        }
    }

    /// What is wanted too much or too little at known prices is worth so much, as a share of the
    /// bound that they prove.
    private double misplaced(Demand demand) {
        double sum = 0;
        for (int r = 0; r < price.length; r++) {
            // What was left over before and is short now has no price to judge it by.
            double judged = demand.unpriced[r] ? demand.dear[r] : price[r];
            sum += judged * Math.abs(demand.over[r]);
        }
        return sum > 0 ? sum / demand.bound : 0;
    }

    /// What is wanted at known prices.
    ///
    /// @param bound that they prove
    /// @param over what is wanted of each resource beyond what there is
    /// @param unpriced what was left over before and is short now
    /// @param most see [FirstPrices#most]
    /// @param dear see [FirstPrices#high]
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and nobody writes to them.
    private record Demand(
            double bound, double[] over, boolean[] unpriced, double[] most, double[] dear) {}

    private Demand demand(double[] first, double nothing) {
        var margins = Margins.at(book, goal, new Prices(price, weight));
        double[] over = margins.wanted(book);
        boolean[] unpriced = new boolean[over.length];
        for (int r = 0; r < over.length; r++) {
            over[r] -= book.capacity[r];
            unpriced[r] = price[r] <= nothing && over[r] > 0;
        }
        double[] most = FirstPrices.most(book, goal, weight);
        double[] dear = FirstPrices.high(first, most);
        return new Demand(margins.bound(book, goal), over, unpriced, most, dear);
    }

    /// The coldest steps alone, among the bids that can still matter there. The first of them is
    /// warm enough to see how demand answers some hundredths around the prices; colder ones would
    /// see a few bids at a time, and lead far astray where none of these is near.
    private void refine() {
        for (double t = REFINED_HEAT; t > LAST_HEAT; t *= COOLING) {
            narrow(BLURS * t);
            settle(t, 1, 0.02);
        }
        settle(LAST_HEAT, 1, 0.02);
    }

    /// What was left over before and is short now begins as if nothing were known of its price:
    /// from next to nothing the barrier would let it grow too slowly. What is dearer than anybody
    /// would pay begins where the first would come: nobody near its price could tell how far to
    /// fall. All prices find their places from warm to cold, among the bids that each temperature
    /// lets matter, which are looked for among all of them: where prices have some way to go,
    /// Newton's steps at a low temperature lead nowhere and are halved again and again. Where there
    /// are few bids, all matter at first: without those far off a price that is too high would fall
    /// too far.
    private void approach(Demand demand, double least) {
        for (int r = 0; r < price.length; r++) {
            double most = Math.max(least, demand.most[r]);
            price[r] = demand.unpriced[r] ? demand.dear[r] : Math.min(price[r], most);
        }
        for (double t = CARRIED_HEAT; t > WARM_HEAT; t *= COOLING) {
            if (t < CARRIED_HEAT || book.value.length > FEW_BIDS) {
                narrow(BLURS * t);
            }
            settle(t, 1, 0.02);
        }
    }

    private Prices finish(double firstHeat, double reach) {
        narrow(reach);
        for (double t = firstHeat; t > LAST_HEAT; t *= COOLING) {
            settle(t, 1, 0.02);
        }
        settle(LAST_HEAT, 1, 0.008);
        return polished();
    }

    private Prices polished() {
        var prices = new Prices(price, weight);
        if (book.value.length > FEW_BIDS) {
            var near = prices.copy();
            Polish.dropIdle(dual.book, goal, near);
            // Bids that were not looked at may want what nobody else does.
            if (near.bound(book, goal) <= prices.bound(book, goal)) {
                return near;
            }
        }
        Polish.dropIdle(book, goal, prices);
        return prices;
    }

    /// Goes on with the bids that can still matter ([Narrowing]).
    private void narrow(double reach) {
        dual = Narrowing.dual(book, goal, new Prices(price, weight), reach);
    }

    /// Newton at one temperature until a further step would gain less than `tolerance` of what the
    /// temperature itself blurs.
    private void settle(double t, int stride, double tolerance) {
        // A floor's weight may grow very large; heat that grew with it would blur the floor away.
        double usual = usualWeight();
        for (int g = 0; g < heat.length; g++) {
            heat[g] = t * (goal.hasFloor(g) ? Math.min(weight[g], usual) : weight[g]);
        }
        dual.floorShare = Math.clamp(1 - 8 * (t - LAST_HEAT), 0.0, 1.0);
        if (worth == 0) {
            dual.evaluate(price, weight, heat, 0, stride);
            worth = Math.max(worth(), Double.MIN_NORMAL);
        }
        barrier = BARRIER * t * worth / price.length;
        dual.evaluate(price, weight, heat, barrier, stride);
        for (int step = 0; step < STEPS; step++) {
            double gain =
                    careful == null
                            ? step(stride)
                            : careful.step(dual, price, weight, heat, barrier, t, worth);
            if (gain < tolerance * t * worth) {
                break;
            }
        }
        worth = Math.max(worth(), Double.MIN_NORMAL);
    }

    /// The largest weight of a group that is not under a floor.
    private double usualWeight() {
        double usual = 0;
        for (int g = 0; g < weight.length; g++) {
            usual = goal.hasFloor(g) ? usual : Math.max(usual, weight[g]);
        }
        return usual;
    }

    /// What supply and lots are worth together at the latest prices: the scale of everything.
    private double worth() {
        double sum = dual.value;
        for (double p : price) {
            sum += barrier * StrictMath.log(p);
        }
        for (int g = 0; g < weight.length; g++) {
            sum -= (goal.hasFloor(g) ? dual.floorShare : 1) * goal.conjugate(g, weight[g]);
        }
        return sum;
    }

    /// One damped Newton step; the answer is how much the smooth dual fell. Each variable is held
    /// back by itself first, which is fast but may turn the step uphill; then all are held back
    /// together, which always leads down.
    private double step(int stride) {
        double[] priceMove = new double[price.length];
        double[] weightMove = new double[weight.length];
        direction(priceMove, weightMove);
        double[] heldPrice = priceMove.clone();
        double[] heldWeight = weightMove.clone();
        double most = 1;
        for (int r = 0; r < price.length; r++) {
            heldPrice[r] = Math.max(priceMove[r], -0.9 * price[r]);
            most = Math.min(most, priceMove[r] < 0 ? -0.9 * price[r] / priceMove[r] : 1);
        }
        for (int g = 0; g < weight.length; g++) {
            heldWeight[g] = Math.clamp(weightMove[g], -0.7 * weight[g], 2 * weight[g]);
            most = Math.min(most, weightMove[g] < 0 ? -0.7 * weight[g] / weightMove[g] : 1);
        }
        double fallen = walk(heldPrice, heldWeight, 1, stride);
        return fallen > 0 ? fallen : walk(priceMove, weightMove, most, stride);
    }

    /// Goes along a direction, less and less far until the smooth dual falls; the answer is how
    /// much it fell, 0 if it did not.
    private double walk(double[] priceMove, double[] weightMove, double first, int stride) {
        double before = dual.value;
        double slope = 0;
        for (int r = 0; r < price.length; r++) {
            slope += priceMove[r] * dual.slack[r];
        }
        for (int g = 0; g < weight.length; g++) {
            slope += weightMove[g] * dual.excess[g];
        }
        if (slope >= 0) {
            return 0;
        }
        double[] oldPrice = price.clone();
        double[] oldWeight = weight.clone();
        double length = first;
        for (int half = 0; half < HALVINGS; half++) {
            for (int r = 0; r < price.length; r++) {
                price[r] = oldPrice[r] + length * priceMove[r];
            }
            for (int g = 0; g < weight.length; g++) {
                weight[g] = oldWeight[g] + length * weightMove[g];
            }
            dual.evaluate(price, weight, heat, barrier, stride);
            if (dual.value <= before + 0.01 * length * slope) {
                return before - dual.value;
            }
            length *= 0.4;
        }
        System.arraycopy(oldPrice, 0, price, 0, price.length);
        System.arraycopy(oldWeight, 0, weight, 0, weight.length);
        dual.evaluate(price, weight, heat, barrier, stride);
        return 0;
    }

    /// Newton's direction; the group weights, each coupled to prices only, are eliminated first.
    private void direction(double[] priceMove, double[] weightMove) {
        int n = price.length;
        double[] right = new double[n];
        for (int r = 0; r < n; r++) {
            right[r] = -dual.slack[r];
        }
        double[][] curvature = dual.priceCurvature;
        for (int g = 0; g < weight.length; g++) {
            if (goal.isPlain(g) || dual.weightCurvature[g] <= 0) {
                continue;
            }
            double[] cross = dual.crossCurvature[g];
            double inverse = 1 / dual.weightCurvature[g];
            for (int r = 0; r < n; r++) {
                if (cross[r] != 0) {
                    double factor = cross[r] * inverse;
                    right[r] += factor * dual.excess[g];
                    for (int s = 0; s <= r; s++) {
                        curvature[r][s] -= factor * cross[s];
                    }
                }
            }
        }
        System.arraycopy(Cholesky.solve(curvature, right), 0, priceMove, 0, n);
        for (int g = 0; g < weight.length; g++) {
            if (goal.isPlain(g) || dual.weightCurvature[g] <= 0) {
                continue;
            }
            double push = -dual.excess[g];
            for (int r = 0; r < n; r++) {
                push -= dual.crossCurvature[g][r] * priceMove[r];
            }
            weightMove[g] = push / dual.weightCurvature[g];
        }
    }

    static double[] firstWeights(Book book, Goal goal) {
        double[] reach = new double[goal.groups()];
        for (int kind = 0; kind < book.kinds(); kind++) {
            if (goal.groupOf[kind] >= 0) {
                reach[goal.groupOf[kind]] += book.top[kind] * book.count[kind];
            }
        }
        double[] weight = new double[goal.groups()];
        for (int g = 0; g < weight.length; g++) {
            weight[g] = goal.hasUtility(g) ? goal.marginal(g, 0.3 * reach[g]) : 1;
            if (goal.hasFloor(g)) {
                weight[g] = 0.5;
            }
        }
        return weight;
    }

    private static double most(double[] price) {
        return Arrays.stream(price).max().orElse(0);
    }
}
