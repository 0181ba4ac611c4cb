package dev.medley.core.market;

/// The bids that can be part of a much better plan than one at hand: for each kind those with the
/// best margins, and what its rows have now. Searching among them only is faster and loses nothing
/// that matters.
final class Shortlist {
    private static final int MOST = 10;
    private static final int LEAST = 4;
    private static final double NEARLY = 0.04;

    /// The shortlisted bids.
    final Book book;

    /// The bid of the whole book that each of them is.
    private final int[] source;

    /// The margin of each at the prices.
    final double[] margin;

    /// The largest margin of each kind, none included.
    final double[] best;

    private Shortlist(Book book, int[] source, double[] margin, double[] best) {
        this.book = book;
        this.source = source;
        this.margin = margin;
        this.best = best;
    }

    static Shortlist at(Plan plan, Prices prices) {
        var whole = plan.book;
        boolean[] keep = new boolean[whole.value.length];
        double[] top = new double[MOST];
        int[] which = new int[MOST];
        for (int kind = 0; kind < whole.kinds(); kind++) {
            int group = plan.goal.groupOf[kind];
            if (group >= 0) {
                double y = prices.weight[group];
                int count = gather(whole, kind, y, prices.price, top, which);
                double least = top[0] - NEARLY * y * whole.top[kind];
                for (int i = 0; i < count && (i < LEAST || top[i] >= least); i++) {
                    keep[which[i]] = true;
                }
            }
        }
        for (int bid : plan.choice) {
            if (bid != Plan.NONE) {
                keep[bid] = true;
            }
        }
        return of(whole.keeping(keep), keep, plan.goal, prices);
    }

    private static Shortlist of(Book book, boolean[] keep, Goal goal, Prices prices) {
        int[] source = new int[book.value.length];
        for (int b = 0, kept = 0; b < keep.length; b++) {
            if (keep[b]) {
                source[kept++] = b;
            }
        }
        double[] margin = new double[source.length];
        double[] best = new double[book.kinds()];
        for (int kind = 0; kind < book.kinds(); kind++) {
            if (goal.groupOf[kind] >= 0) {
                double y = prices.weight[goal.groupOf[kind]];
                for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
                    margin[b] = y * book.value[b] - book.cost(b, prices.price);
                    best[kind] = Math.max(best[kind], margin[b]);
                }
            }
        }
        return new Shortlist(book, source, margin, best);
    }

    /// The plan in terms of the shortlisted bids.
    Plan shorten(Plan plan, Goal goal) {
        var result = new Plan(book, goal);
        for (int row = 0; row < plan.choice.length; row++) {
            if (plan.choice[row] != Plan.NONE) {
                int kind = book.kindOf[row];
                for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
                    if (source[b] == plan.choice[row]) {
                        result.put(row, b);
                    }
                }
            }
        }
        return result;
    }

    /// A plan of shortlisted bids again, for another goal.
    Plan copy(Plan plan, Goal goal) {
        var result = new Plan(book, goal);
        result.restore(plan.choice);
        return result;
    }

    /// Takes a plan of shortlisted bids over into one of the whole book.
    void lengthen(int[] choice, Plan plan) {
        for (int row = 0; row < choice.length; row++) {
            plan.put(row, choice[row] == Plan.NONE ? Plan.NONE : source[choice[row]]);
        }
    }

    /// The kind's best margins, falling; the earlier bid first among equals.
    private static int gather(
            Book book, int kind, double y, double[] price, double[] top, int[] which) {
        int count = 0;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            double margin = y * book.value[b] - book.cost(b, price);
            if (count == MOST && margin <= top[MOST - 1]) {
                continue;
            }
            int at = count < MOST ? count++ : MOST - 1;
            while (at > 0 && top[at - 1] < margin) {
                top[at] = top[at - 1];
                which[at] = which[at - 1];
                at--;
            }
            top[at] = margin;
            which[at] = b;
        }
        return count;
    }

    /// The heat at which the rows that waver between bids lose about as much as was lost already.
    double heatThatLoses(double lost) {
        double[] behind = seconds();
        double low = 0;
        double high = lost;
        for (int i = 0; i < 40; i++) {
            double middle = 0.5 * (low + high);
            if (middle * wavering(behind, 2 * middle) > 0.7 * lost) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private double wavering(double[] behind, double reach) {
        double count = 20;
        for (int kind = 0; kind < behind.length; kind++) {
            count += behind[kind] <= reach ? book.count[kind] : 0;
        }
        return count;
    }

    /// How far the second best margin of each kind, none included, is behind its best.
    private double[] seconds() {
        double[] behind = new double[best.length];
        for (int kind = 0; kind < behind.length; kind++) {
            double first = 0;
            double second = Double.NEGATIVE_INFINITY;
            for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
                second = Math.max(second, Math.min(first, margin[b]));
                first = Math.max(first, margin[b]);
            }
            behind[kind] = first - second;
        }
        return behind;
    }
}
