package dev.medley.core.market;

import java.util.Arrays;

/// Sets prices to zero where supply is left over. The barrier of [PriceSearch] keeps every price a
/// little above zero; where the bound gets no worse without the price, nobody would be turned away
/// at a price of zero and the little is dropped. Afterwards a price above zero means: at a price of
/// zero more would be wanted than there is.
///
/// Without one price only the bids that need this resource gain more than before. They are listed
/// per resource, so that trying all prices costs about as much as working out one bound.
final class Polish {
    private static final int PASSES = 4;
    private static final double DUST = 1e-5;

    /// What is wanted at no price may come to just the supply, but for rounding.
    private static final double ROUNDING = 1e-9;

    private final Book book;
    private final double[] price;
    private final int[] kindOf;
    private final double[] margin;
    private final double[] best;

    /// Needs of resource r are `bid[start[r]] ..`, kind by kind.
    private final int[] start;

    private final int[] bid;
    private final double[] need;

    private Polish(Book book, Goal goal, Prices prices) {
        this.book = book;
        this.price = prices.price;
        var margins = Margins.at(book, goal, prices);
        this.margin = margins.of;
        this.best = margins.best;
        this.kindOf = new int[margin.length];
        this.start = new int[price.length + 1];
        for (int kind = 0; kind < best.length; kind++) {
            int to = goal.groupOf[kind] < 0 ? book.bidStart[kind] : book.bidStart[kind + 1];
            Arrays.fill(kindOf, book.bidStart[kind], book.bidStart[kind + 1], kind);
            for (int i = book.useStart[book.bidStart[kind]]; i < book.useStart[to]; i++) {
                start[book.resource[i] + 1]++;
            }
        }
        for (int r = 0; r < price.length; r++) {
            start[r + 1] += start[r];
        }
        this.bid = new int[start[price.length]];
        this.need = new double[bid.length];
        int[] next = start.clone();
        for (int kind = 0; kind < best.length; kind++) {
            int to = goal.groupOf[kind] < 0 ? book.bidStart[kind] : book.bidStart[kind + 1];
            for (int b = book.bidStart[kind]; b < to; b++) {
                for (int i = book.useStart[b]; i < book.useStart[b + 1]; i++) {
                    int at = next[book.resource[i]]++;
                    bid[at] = b;
                    need[at] = book.need[i];
                }
            }
        }
    }

    /// Works on the prices themselves.
    static void dropIdle(Book book, Goal goal, Prices prices) {
        dropDust(book, goal, prices);
        var polish = new Polish(book, goal, prices);
        boolean changed = true;
        for (int pass = 0; pass < PASSES && changed; pass++) {
            changed = false;
            for (int r = 0; r < prices.price.length; r++) {
                changed |= polish.drop(r);
            }
        }
    }

    /// All that is no more than the barrier's trace at once, if the bound allows.
    private static void dropDust(Book book, Goal goal, Prices prices) {
        double bound = prices.bound(book, goal);
        double dust = DUST * prices.worth(book, goal);
        double[] old = prices.price.clone();
        for (int r = 0; r < old.length; r++) {
            if (old[r] * book.capacity[r] < dust) {
                prices.price[r] = 0;
            }
        }
        if (prices.bound(book, goal) > bound) {
            System.arraycopy(old, 0, prices.price, 0, old.length);
        }
    }

    /// The answer is whether the price was dropped and the bound fell.
    private boolean drop(int r) {
        if (price[r] == 0) {
            return false;
        }
        double supply = price[r] * book.capacity[r] * (1 + ROUNDING);
        double more = 0;
        int at = start[r];
        while (at < start[r + 1] && more <= supply) {
            int kind = kindOf[bid[at]];
            double most = best[kind];
            for (; at < start[r + 1] && kindOf[bid[at]] == kind; at++) {
                most = Math.max(most, margin[bid[at]] + price[r] * need[at]);
            }
            more += book.count[kind] * (most - best[kind]);
        }
        if (more > supply) {
            return false;
        }
        for (int i = start[r]; i < start[r + 1]; i++) {
            margin[bid[i]] += price[r] * need[i];
            best[kindOf[bid[i]]] = Math.max(best[kindOf[bid[i]]], margin[bid[i]]);
        }
        price[r] = 0;
        return more < supply;
    }
}
