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
                market, book, goal, new Prices(price, PriceSearch.firstWeights(book, goal)));
    }

    private static Goal goal(Market market, Book book) {
        if (market.classes().size() != 1 || market.terms().alpha() > 0) {
            throw new IllegalArgumentException(
                    "Soft clearing is for one class at a time, and for total value.");
        }
        return Goal.totalValue(book);
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
        return new Prices(price, PriceSearch.firstWeights(book, goal));
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

    /// By the ids of pools and budgets; infinite where there is nothing for sale.
    public SortedMap<String, Double> prices() {
        var named = new TreeMap<String, Double>();
        for (int r = 0; r < book.resources(); r++) {
            boolean nothing = !(book.capacity[r] > 0);
            named.put(id(market, book, r), nothing ? Double.POSITIVE_INFINITY : prices.price[r]);
        }
        return Collections.unmodifiableSortedMap(named);
    }
}
