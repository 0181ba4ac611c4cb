package dev.medley.core.market;

/// What each bid gains beside the prices, worked out once for all who ask.
final class Margins {
    final Prices prices;

    /// Per bid; of kinds that are absent nothing.
    final double[] of;

    /// Per kind, the largest margin among its bids and none.
    final double[] best;

    private Margins(Prices prices, double[] of, double[] best) {
        this.prices = prices;
        this.of = of;
        this.best = best;
    }

    static Margins at(Book book, Goal goal, Prices prices) {
        double[] of = new double[book.value.length];
        double[] best = new double[book.kinds()];
        for (int kind = 0; kind < best.length; kind++) {
            int group = goal.groupOf[kind];
            int to = group < 0 ? book.bidStart[kind] : book.bidStart[kind + 1];
            double most = 0;
            for (int b = book.bidStart[kind]; b < to; b++) {
                double margin = prices.weight[group] * book.value[b] - book.cost(b, prices.price);
                of[b] = margin;
                most = Math.max(most, margin);
            }
            best[kind] = most;
        }
        return new Margins(prices, of, best);
    }

    /// The bound that the prices prove.
    double bound(Book book, Goal goal) {
        double bound = 0;
        for (int r = 0; r < prices.price.length; r++) {
            bound += prices.price[r] * book.capacity[r];
        }
        for (int kind = 0; kind < best.length; kind++) {
            bound += book.count[kind] * best[kind];
        }
        for (int g = 0; g < prices.weight.length; g++) {
            bound += goal.conjugate(g, prices.weight[g]);
        }
        return bound;
    }

    /// How much of each resource the best bids of all rows need together.
    double[] wanted(Book book) {
        double[] wanted = new double[prices.price.length];
        for (int kind = 0; kind < best.length; kind++) {
            int b = book.bidStart[kind];
            while (best[kind] > 0 && of[b] < best[kind]) {
                b++;
            }
            for (int i = book.useStart[b]; best[kind] > 0 && i < book.useStart[b + 1]; i++) {
                wanted[book.resource[i]] += book.count[kind] * book.need[i];
            }
        }
        return wanted;
    }
}
