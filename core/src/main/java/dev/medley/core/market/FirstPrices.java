package dev.medley.core.market;

/// Prices to begin with where nothing is known.
final class FirstPrices {
    private static final double SHARE = 0.1;

    private FirstPrices() {}

    /// As if a tenth of what the lots want at most were to be paid for the whole supply.
    static double[] of(Book book, Goal goal, double[] weight) {
        double worth = 0;
        for (int kind = 0; kind < book.kinds(); kind++) {
            if (goal.groupOf[kind] >= 0) {
                worth += book.top[kind] * book.count[kind] * weight[goal.groupOf[kind]];
            }
        }
        double[] price = new double[book.resources()];
        for (int r = 0; r < price.length; r++) {
            price[r] =
                    Math.max(SHARE * worth, Double.MIN_NORMAL * 1e30)
                            / price.length
                            / Math.max(1, book.capacity[r]);
        }
        return price;
    }

    /// As much as anybody would pay: above it nobody comes.
    static double[] most(Book book, Goal goal, double[] weight) {
        double[] most = new double[book.resources()];
        for (int kind = 0; kind < book.kinds(); kind++) {
            int group = goal.groupOf[kind];
            int to = group < 0 ? book.bidStart[kind] : book.bidStart[kind + 1];
            for (int b = book.bidStart[kind]; b < to; b++) {
                for (int i = book.useStart[b]; i < book.useStart[b + 1]; i++) {
                    double pays = weight[group] * book.value[b] / book.need[i];
                    most[book.resource[i]] = Math.max(most[book.resource[i]], pays);
                }
            }
        }
        return most;
    }

    /// As if all that the lots want at most were to be paid for the whole supply; of what there is
    /// little of, as much as anybody would pay for it.
    ///
    /// @param first see [#of]
    /// @param most see [#most]
    static double[] high(double[] first, double[] most) {
        double[] high = new double[most.length];
        for (int r = 0; r < most.length; r++) {
            high[r] = Math.min(most[r], first[r] / SHARE);
        }
        return high;
    }
}
