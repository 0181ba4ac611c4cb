package dev.medley.core.market;

import java.util.Arrays;

/// Chooses the bids that a search for prices goes on with, near prices that it has.
///
/// ALGORITHM: of each kind stay the bids whose margin lies within a share of the kind's top value
/// below its best: the others have no weight at the temperatures to come. Where a single one is
/// left, or none, the kind's choice is settled. That is true only as long as prices stay about
/// where they are, and they cannot where the settled alone want as much of a resource as there is:
/// no price would ever bring them to leave it, so any price for it would seem too low. All bids of
/// these kinds stay, and nothing of them is settled.
final class Narrowing {
    private final Book book;
    private final Goal goal;
    private final Prices prices;
    private final boolean[] keep;
    private final boolean[] settled;

    private Narrowing(Book book, Goal goal, Prices prices) {
        this.book = book;
        this.goal = goal;
        this.prices = prices;
        this.keep = new boolean[book.value.length];
        this.settled = new boolean[book.kinds()];
    }

    /// The dual over the bids that stay.
    ///
    /// @param reach share of a kind's top value
    static SmoothDual dual(Book book, Goal goal, Prices prices, double reach) {
        var narrowing = new Narrowing(book, goal, prices);
        narrowing.keepNear(reach);
        narrowing.openFull();
        return new SmoothDual(book.keeping(narrowing.keep), goal, narrowing.settled);
    }

    private void keepNear(double reach) {
        double[] margin = new double[book.longestKind()];
        for (int kind = 0; kind < book.kinds(); kind++) {
            int group = goal.groupOf[kind];
            int from = book.bidStart[kind];
            int to = group < 0 ? from : book.bidStart[kind + 1];
            double best = 0;
            for (int b = from; b < to; b++) {
                margin[b - from] =
                        prices.weight[group] * book.value[b] - book.cost(b, prices.price);
                best = Math.max(best, margin[b - from]);
            }
            double far = group < 0 ? 0 : reach * prices.weight[group] * book.top[kind];
            int left = 0;
            for (int b = from; b < to; b++) {
                keep[b] = margin[b - from] >= best - far;
                left += keep[b] ? 1 : 0;
            }
            settled[kind] = left == 0 || (left == 1 && best > far);
        }
    }

    private void openFull() {
        double[] left = book.capacity.clone();
        for (int kind = 0; kind < settled.length; kind++) {
            int bid = settledOn(kind);
            if (bid != Plan.NONE) {
                for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
                    left[book.resource[i]] -= book.count[kind] * book.need[i];
                }
            }
        }
        for (int kind = 0; kind < settled.length; kind++) {
            int bid = settledOn(kind);
            if (bid != Plan.NONE && takesOf(bid, left)) {
                settled[kind] = false;
                Arrays.fill(keep, book.bidStart[kind], book.bidStart[kind + 1], true);
            }
        }
    }

    /// Whether the bid needs something of which nothing is left.
    private boolean takesOf(int bid, double[] left) {
        for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
            if (left[book.resource[i]] <= 0) {
                return true;
            }
        }
        return false;
    }

    /// The bid that a kind settled on, or [Plan#NONE].
    private int settledOn(int kind) {
        for (int b = book.bidStart[kind]; settled[kind] && b < book.bidStart[kind + 1]; b++) {
            if (keep[b]) {
                return b;
            }
        }
        return Plan.NONE;
    }
}
