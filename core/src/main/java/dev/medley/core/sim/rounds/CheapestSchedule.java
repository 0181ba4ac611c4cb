package dev.medley.core.sim.rounds;

/// The cheapest way to get one job done where device time has a price in every pool and stretch of
/// time, and each second until the job is done costs one.
///
/// A schedule ends in some stretch. Until then the job buys its work where that is cheapest, in
/// pieces: the time of one stretch in one pool, or in a faster pool instead of a slower one. Pieces
/// of one stretch get dearer by the unit of work (lower convex hull of rates and prices), so that
/// taking the cheapest ones first never takes a piece without those it builds upon. In the last
/// stretch each second costs one more, since the job is not done before.
final class CheapestSchedule {
    private static final int NONE = -1;
    private static final int ANY = -2;
    private static final double LEAST_WORK = 1e-9;
    private static final double LEFT_OVER = 1e-6;

    private final Stretches stretches;
    private final double[][] price;
    private final double[][] use;
    private final double roundS;

    private final double[] rate;
    private final int workers;
    private final double needed;
    private final double startS;

    /// Pieces bought before the last stretch, the cheapest first.
    private final Pieces before;

    private double leastS;
    private int lastStretch = NONE;
    private int lastPool = ANY;

    /// A job among prices.
    ///
    /// @param price per device-second, of each pool and stretch
    /// @param use filled by [#cost()] with the device-seconds bought
    CheapestSchedule(
            RigidJob job,
            RoundSimulation.Settings settings,
            Stretches stretches,
            double[][] price,
            double[][] use) {
        this.stretches = stretches;
        this.price = price;
        this.use = use;
        this.roundS = settings.roundS();
        this.workers = job.workers();
        this.rate = new double[price.length];
        double best = 0;
        for (int p = 0; p < rate.length; p++) {
            rate[p] = workers <= settings.pools().get(p).devices() ? job.rate(p) : 0;
            best = Math.max(best, rate[p]);
        }
        for (int p = 0; p < rate.length; p++) {
            rate[p] /= best;
        }
        this.needed = job.steps() / best;
        this.startS = Math.ceil(job.arrivalS() / roundS) * roundS + settings.restartS();
        this.before = new Pieces(stretches.count() * price.length);
        this.leastS = stretches.endS();
    }

    /// When it is done plus what it pays; never above the end of all stretches, after which device
    /// time would be free.
    double cost() {
        int first = stretches.at(startS);
        double passedS = 0;
        for (int k = first; k < stretches.count() && fromS(k) < leastS; k++) {
            passedS += lengthS(k);
            if (passedS >= needed && stretches.isOneRound(k)) {
                for (int p = 0; p < rate.length; p++) {
                    tryEnding(k, p);
                }
            } else if (passedS >= needed) {
                tryEnding(k, ANY);
            }
            addPieces(before, k, 0);
        }
        if (lastStretch != NONE) {
            before.clear();
            for (int k = first; k < lastStretch; k++) {
                addPieces(before, k, 0);
            }
            ending(lastStretch, lastPool, true);
        }
        return leastS;
    }

    private void tryEnding(int stretch, int pool) {
        double costS = pool == ANY || rate[pool] > 0 ? ending(stretch, pool, false) : leastS;
        if (costS < leastS) {
            leastS = costS;
            lastStretch = stretch;
            lastPool = pool;
        }
    }

    private double fromS(int stretch) {
        return Math.max(startS, stretches.beginS(stretch));
    }

    private double lengthS(int stretch) {
        return stretches.beginS(stretch) + stretches.lengthS(stretch) - fromS(stretch);
    }

    /// Cost if the job ends in this stretch; infinite if that is too early.
    ///
    /// @param pool where it ends and holds the whole round; [#ANY] where a stretch has many rounds
    /// @param count whether it is added to what is used
    private double ending(int stretch, int pool, boolean count) {
        var last = new Pieces(rate.length);
        double cost = fromS(stretch);
        if (pool == ANY) {
            addPieces(last, stretch, 1);
        } else {
            double lengthS = lengthS(stretch);
            last.add(lengthS, rate[pool] * lengthS, lengthS, stretch, pool, NONE);
            cost += workers * roundS * price[pool][stretch];
        }
        double left = needed;
        int b = 0;
        int l = 0;
        while (left > LEAST_WORK && (b < before.size || l < last.size)) {
            boolean fromLast = b == before.size || (l < last.size && last.unit[l] < before.unit[b]);
            var pieces = fromLast ? last : before;
            int i = fromLast ? l++ : b++;
            double work = Math.min(left, pieces.work[i]);
            cost += work * pieces.unit[i];
            left -= work;
            if (count && (!fromLast || pool == ANY)) {
                buy(pieces, i, work / pieces.work[i]);
            }
        }
        if (count && pool != ANY) {
            use[pool][stretch] += workers * roundS;
        }
        return left > LEFT_OVER ? Double.POSITIVE_INFINITY : cost;
    }

    private void buy(Pieces pieces, int piece, double share) {
        double deviceS = pieces.timeS[piece] * share * workers;
        int stretch = pieces.stretch[piece];
        use[pieces.pool[piece]][stretch] += deviceS;
        if (pieces.insteadOf[piece] != NONE) {
            use[pieces.insteadOf[piece]][stretch] -= deviceS;
        }
    }

    /// The lower convex hull of (rate, cost) over the pools, from doing nothing to the fastest.
    private void addPieces(Pieces pieces, int stretch, double elapsing) {
        double lengthS = lengthS(stretch);
        int at = NONE;
        double rateAt = 0;
        double costAt = 0;
        while (true) {
            int next = NONE;
            double least = Double.POSITIVE_INFINITY;
            for (int p = 0; p < rate.length; p++) {
                double cost = price[p][stretch] * workers + elapsing;
                if (rate[p] > rateAt && (cost - costAt) / (rate[p] - rateAt) < least) {
                    least = (cost - costAt) / (rate[p] - rateAt);
                    next = p;
                }
            }
            if (next == NONE) {
                return;
            }
            double cost = price[next][stretch] * workers + elapsing;
            double work = (rate[next] - rateAt) * lengthS;
            pieces.add((cost - costAt) * lengthS, work, lengthS, stretch, next, at);
            at = next;
            rateAt = rate[next];
            costAt = cost;
        }
    }

    /// Pieces by their cost per unit of work, equal ones in the order in which they came.
    private static final class Pieces {
        private final double[] unit;
        private final double[] work;
        private final double[] timeS;
        private final int[] stretch;
        private final int[] pool;
        private final int[] insteadOf;
        private int size;

        Pieces(int most) {
            unit = new double[most];
            work = new double[most];
            timeS = new double[most];
            stretch = new int[most];
            pool = new int[most];
            insteadOf = new int[most];
        }

        void add(double cost, double done, double lastsS, int when, int where, int instead) {
            double each = cost / done;
            int i = size++;
            for (; i > 0 && unit[i - 1] > each; i--) {
                unit[i] = unit[i - 1];
                work[i] = work[i - 1];
                timeS[i] = timeS[i - 1];
                stretch[i] = stretch[i - 1];
                pool[i] = pool[i - 1];
                insteadOf[i] = insteadOf[i - 1];
            }
            unit[i] = each;
            work[i] = done;
            timeS[i] = lastsS;
            stretch[i] = when;
            pool[i] = where;
            insteadOf[i] = instead;
        }

        void clear() {
            size = 0;
        }
    }
}
