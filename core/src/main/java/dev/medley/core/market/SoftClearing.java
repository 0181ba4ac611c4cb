package dev.medley.core.market;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What lots take of a market of one class where each may divide itself among its bids.
///
/// GOALS. The same answer for nearly the same supply: no jump because another plan of equal worth
/// was found, as happens with whole bids. A few passes over the bids, for thousands of markets that
/// differ little. ALGORITHM. Prices by Newton's method on the smooth dual ([PriceSearch]); then
/// each lot spreads over its bids by the entropy rule at these prices ([SmoothDual]). The value is
/// the one of the linear relaxation but for the last heat; whole bids reach somewhat less.
///
/// Nothing is proven here; [Auctioneer] sells whole bids and proves how well.
public final class SoftClearing {

    private static final double LAST_HEAT = 0.0003;

    /// Part of the dearest price from which the search still finds its way quickly.
    private static final double CHEAP = 1e-3;

    private final Market market;
    private final Book book;
    private final Prices prices;
    private final double[] share;

    private SoftClearing(Market market, Book book, Goal goal, Prices prices) {
        this.market = market;
        this.book = book;
        this.prices = prices;
        this.share = new double[book.value.length];
        var dual = new SmoothDual(book, goal);
        for (int kind = 0; kind < book.kinds(); kind++) {
            int group = goal.groupOf[kind];
            if (group >= 0 && book.top[kind] > 0) {
                double y = prices.weight[group];
                int from = book.bidStart[kind];
                int length = book.bidStart[kind + 1] - from;
                double[] own = dual.sharesOf(kind, prices.price, y, LAST_HEAT * y);
                System.arraycopy(own, 0, share, from, length);
            }
        }
    }

    /// Finds prices and what lots take at them.
    ///
    /// @param known prices of a market much like this one, by the ids of pools and budgets, or null
    public static SoftClearing clear(Market market, @Nullable SortedMap<String, Double> known) {
        var book = Book.of(market);
        var goal = goal(market, book);
        var start = known == null ? null : start(market, book, goal, known);
        return new SoftClearing(
                market, book, goal, PriceSearch.shared(book, goal, start, LAST_HEAT));
    }

    /// What lots would take at these prices, whatever there is.
    public static SoftClearing at(Market market, SortedMap<String, Double> prices) {
        var book = Book.of(market);
        var goal = goal(market, book);
        double[] price = prices(market, book, prices);
        return new SoftClearing(
                market, book, goal, new Prices(price, weights(market, book, goal, prices)));
    }

    private static Goal goal(Market market, Book book) {
        if (market.classes().size() != 1) {
            throw new IllegalArgumentException("Soft clearing is for one class at a time.");
        }
        if (market.terms().alpha() == 0) {
            return Goal.totalValue(book);
        }
        var agenda = new Agenda(market, book);
        return agenda.stage(agenda.levels().getFirst());
    }

    private static Prices start(
            Market market, Book book, Goal goal, SortedMap<String, Double> known) {
        double[] price = prices(market, book, known);
        double most = Double.MIN_NORMAL * 1e30;
        for (double p : price) {
            most = p < Double.POSITIVE_INFINITY ? Math.max(most, p) : most;
        }
        for (int r = 0; r < price.length; r++) {
            price[r] = Math.max(price[r] < Double.POSITIVE_INFINITY ? price[r] : 0, CHEAP * most);
        }
        return new Prices(price, weights(market, book, goal, known));
    }

    /// What a unit of each tenant's value counted, where tenants share fairly.
    private static double[] weights(
            Market market, Book book, Goal goal, SortedMap<String, Double> known) {
        double[] weight = PriceSearch.firstWeights(book, goal);
        for (int g = 0; g < weight.length; g++) {
            if (goal.hasUtility(g)) {
                weight[g] = known.getOrDefault(weightId(market, g), weight[g]);
            }
        }
        return weight;
    }

    /// No pool and no budget has such an id.
    private static String weightId(Market market, int group) {
        return "weight of " + market.tenants().get(group).id();
    }

    private static double[] prices(Market market, Book book, SortedMap<String, Double> known) {
        double[] price = new double[book.resources()];
        for (int r = 0; r < price.length; r++) {
            price[r] = known.getOrDefault(id(market, book, r), 0.0);
        }
        return price;
    }

    private static String id(Market market, Book book, int resource) {
        return resource < book.pools
                ? market.pools().get(resource).id()
                : market.budgets().get(resource - book.pools).id();
    }

    /// The part of the lot that takes this bid, 0 to 1.
    public double share(int lot, int bid) {
        int known = book.bidOf(book.kindOf[market.row(lot)], bid);
        return known == Plan.NONE ? 0 : share[known];
    }

    /// By the ids of pools and budgets; infinite where there is nothing for sale. Where tenants
    /// share fairly, what a unit of their value counts as well.
    public SortedMap<String, Double> prices() {
        var named = new TreeMap<String, Double>();
        for (int r = 0; r < book.resources(); r++) {
            boolean nothing = !(book.capacity[r] > 0);
            named.put(id(market, book, r), nothing ? Double.POSITIVE_INFINITY : prices.price[r]);
        }
        for (int g = 0; g < prices.weight.length && market.terms().alpha() > 0; g++) {
            named.put(weightId(market, g), prices.weight[g]);
        }
        return Collections.unmodifiableSortedMap(named);
    }
}
