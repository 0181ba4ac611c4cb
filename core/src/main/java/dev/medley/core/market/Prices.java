package dev.medley.core.market;

/// Prices of all resources and weights of all groups: a point of the dual. Whoever holds one may
/// write to its arrays; they are handed on, not shared.
final class Prices {
    final double[] price;
    final double[] weight;

    Prices(double[] price, double[] weight) {
        this.price = price;
        this.weight = weight;
    }

    Prices copy() {
        return new Prices(price.clone(), weight.clone());
    }

    /// The true, unsmoothed bound that these prices prove.
    double bound(Book book, Goal goal) {
        double bound = worth(book, goal);
        for (int g = 0; g < weight.length; g++) {
            bound += goal.conjugate(g, weight[g]);
        }
        return bound;
    }

    /// What supply and lots are worth together: the bound before the cost of the weights.
    double worth(Book book, Goal goal) {
        double bound = 0;
        for (int r = 0; r < price.length; r++) {
            bound += price[r] * book.capacity[r];
        }
        for (int kind = 0; kind < book.kinds(); kind++) {
            int group = goal.groupOf[kind];
            if (group >= 0) {
                bound += book.count[kind] * bestMargin(book, kind, weight[group]);
            }
        }
        return bound;
    }

    /// The largest margin among the kind's bids and none.
    double bestMargin(Book book, int kind, double y) {
        double best = 0;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            best = Math.max(best, y * book.value[b] - book.cost(b, price));
        }
        return best;
    }
}
