package dev.medley.core.market;

import java.util.function.Consumer;

/// Tries every plan that fits: the truth for small markets.
final class EveryPlan {
    private final Market market;
    private final long[] left;
    private final int[] choice;
    private final Consumer<int[]> reader;

    private EveryPlan(Market market, Consumer<int[]> reader) {
        this.market = market;
        this.reader = reader;
        this.choice = new int[market.lots()];
        this.left = new long[market.pools().size() + market.budgets().size()];
        for (int p = 0; p < market.pools().size(); p++) {
            left[p] = market.pools().get(p).devices();
        }
        for (int b = 0; b < market.budgets().size(); b++) {
            left[market.pools().size() + b] = market.budgets().get(b).limit();
        }
    }

    /// Hands out the choice of each lot, by handle, for every plan. The array is used again.
    static void of(Market market, Consumer<int[]> reader) {
        new EveryPlan(market, reader).from(0);
    }

    static long mostValue(Market market) {
        long[] most = {0};
        of(market, choice -> most[0] = Math.max(most[0], value(market, choice)));
        return most[0];
    }

    static long value(Market market, int[] choice) {
        long value = 0;
        for (int lot = 0; lot < choice.length; lot++) {
            if (choice[lot] != Clearing.NONE) {
                value += market.value(lot, choice[lot]);
            }
        }
        return value;
    }

    private void from(int lot) {
        if (lot == choice.length) {
            reader.accept(choice);
            return;
        }
        choice[lot] = Clearing.NONE;
        from(lot + 1);
        for (int bid = 0; bid < market.bids(lot); bid++) {
            take(lot, bid, 1);
            boolean fits = true;
            for (long l : left) {
                fits &= l >= 0;
            }
            if (fits) {
                choice[lot] = bid;
                from(lot + 1);
            }
            take(lot, bid, -1);
        }
        choice[lot] = Clearing.NONE;
    }

    private void take(int lot, int bid, int sign) {
        for (var use : market.uses(lot, bid)) {
            left[use.index()] -= sign * use.amount();
        }
        for (var spend : market.spends(lot, bid)) {
            left[market.pools().size() + spend.index()] -= sign * spend.amount();
        }
    }
}
