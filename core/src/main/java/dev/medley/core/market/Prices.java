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

    /// The same point in the terms of a goal with another alpha or other entitlements: what groups
    /// receive stays, weights follow from it, prices keep their proportion to them.
    Prices carried(Goal old, Goal next) {
        var carried = copy();
        double before = 0;
        double after = 0;
        for (int g = 0; g < weight.length; g++) {
            if (old.hasUtility(g)) {
                double received = old.demanded(g, weight[g]);
                carried.weight[g] = next.marginal(g, received);
                before += weight[g] * received;
                after += carried.weight[g] * received;
            }
        }
        for (int r = 0; r < price.length; r++) {
            carried.price[r] *= after / before;
        }
        for (int g = 0; g < weight.length; g++) {
            carried.weight[g] *= old.hasFloor(g) ? after / before : 1;
        }
        return carried;
    }
}
