package dev.medley.core.sim.rounds;

import dev.medley.core.market.PoolSupply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// What no policy can do better, even one that knows every arrival beforehand: a bound on the
/// average completion time from prices of device time.
///
/// GOALS: tight within a few per cent on a busy fleet, where [CompletionBound] is not. CONSTRAINTS:
/// true of every policy of [RoundSimulation], whatever the prices are. ALGORITHM: give each pool a
/// price in each stretch of time. Then
///
/// ```
/// sum of completions >= sum over jobs of least (completion + price of the device time used)
///                       - sum over pools and stretches of price x devices x seconds
/// ```
///
/// since no policy uses more device time than there is. Each job's least cost is found by itself
/// ([CheapestSchedule]), and prices move towards where more is asked for than there is (subgradient
/// with momentum), the best bound being kept.
///
/// Beyond what the rules let policies do, jobs here may share a stretch of time, move at no cost
/// and be seated beside gangs that leave no room for them in truth. They do begin at a round with a
/// restart, run in one pool at a time, and, where a stretch is a single round, hold their devices
/// to the end of their last one.
///
/// Example: two jobs of an hour each, one device. At a price of 1 in the first hour and 0 in the
/// second either job costs 2 hours (now: 1 + 1; later: 2 + 0), and 2 + 2 - 1 = 3 is what one after
/// the other takes (1 + 2).
public final class PricedBound {
    /// Stretches while jobs come that are worked out in about a second.
    private static final int QUICK = 75;

    private static final int MOST_TURNS = 300;
    private static final int MOST_SCHEDULES = 100_000;
    private static final int PATIENCE = 8;
    private static final double SHRINK = 0.7;
    private static final double LEAST_STEP = 1e-3;
    private static final double MOMENTUM = 0.6;
    private static final double AIM = 1.05;
    private static final double ROOM = 2.5;

    private final List<RigidJob> jobs;
    private final RoundSimulation.Settings settings;
    private final List<PoolSupply> pools;
    private final Stretches stretches;
    private final double[] speed;

    private PricedBound(List<RigidJob> jobs, RoundSimulation.Settings settings, int mostStretches) {
        this.jobs = jobs;
        this.settings = settings;
        this.pools = settings.pools();
        this.speed = new double[pools.size()];
        double firstS = Double.POSITIVE_INFINITY;
        double lastS = 0;
        double longestS = 0;
        double work = 0;
        for (var job : jobs) {
            RoundSimulation.checkRuns(job, pools);
            firstS = Math.min(firstS, job.arrivalS());
            lastS = Math.max(lastS, job.arrivalS());
            longestS = Math.max(longestS, job.shortestS());
            work += deviceS(job);
            for (int p = 0; p < speed.length; p++) {
                speed[p] += deviceS(job) * job.rate(p) / job.bestRate();
            }
        }
        for (int p = 0; p < speed.length; p++) {
            speed[p] /= work;
        }
        double endS = lastS + ROOM * (longestS + work / devices());
        double roundS = settings.roundS();
        double beginS = Math.ceil(firstS / roundS) * roundS;
        this.stretches = Stretches.over(beginS, lastS, endS + roundS, roundS, mostStretches);
    }

    /// Mean seconds from arrival to finish that no policy can be below; never less than
    /// [CompletionBound]. It takes about a second for some hundred jobs, and is less tight for many
    /// thousands.
    ///
    /// @throws IllegalArgumentException if a job fits into no pool
    public static double meanS(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        return meanS(jobs, settings, QUICK);
    }

    /// The same with a price for every round while jobs come: closer by about a thousandth, and ten
    /// times the work.
    ///
    /// @throws IllegalArgumentException if a job fits into no pool
    public static double closeMeanS(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        return meanS(jobs, settings, Integer.MAX_VALUE);
    }

    private static double meanS(
            List<RigidJob> jobs, RoundSimulation.Settings settings, int mostStretches) {
        double simple = CompletionBound.meanS(jobs, settings);
        if (jobs.isEmpty()) {
            return simple;
        }
        return Math.max(
                simple, new PricedBound(jobs, settings, mostStretches).search() / jobs.size());
    }

    private static double deviceS(RigidJob job) {
        return job.workers() * job.shortestS();
    }

    /// Devices, each counted as it is to the work at hand.
    private double devices() {
        double devices = 0;
        for (int p = 0; p < speed.length; p++) {
            devices += speed[p] * pools.get(p).devices();
        }
        return devices;
    }

    private double search() {
        var price = firstPrices();
        var way = new double[pools.size()][stretches.count()];
        var bestPrice = copy(price);
        double best = Double.NEGATIVE_INFINITY;
        double step = 1;
        int stale = 0;
        int turns = Math.clamp(MOST_SCHEDULES / jobs.size(), 1, MOST_TURNS);
        for (int i = 0; i < turns && step > LEAST_STEP; i++) {
            var use = new double[pools.size()][stretches.count()];
            double bound = bound(price, use);
            if (bound > best) {
                best = bound;
                bestPrice = copy(price);
                stale = 0;
            } else if (++stale == PATIENCE) {
                step *= SHRINK;
                stale = 0;
                price = copy(bestPrice);
                way = new double[pools.size()][stretches.count()];
                continue;
            }
            move(price, use, way, step * (AIM * Math.max(best, 0) - bound));
        }
        return best;
    }

    /// The bound that these prices prove.
    ///
    /// @param use filled with the device-seconds that jobs would buy
    private double bound(double[][] price, double[][] use) {
        double sum = 0;
        for (var job : jobs) {
            sum += new CheapestSchedule(job, settings, stretches, price, use).cost();
            sum -= job.arrivalS();
        }
        for (int p = 0; p < price.length; p++) {
            for (int k = 0; k < stretches.count(); k++) {
                sum -= price[p][k] * supply(p, k);
            }
        }
        return sum;
    }

    private double supply(int pool, int stretch) {
        return pools.get(pool).devices() * stretches.lengthS(stretch);
    }

    /// Moves prices along what is asked for beyond supply, and along the way of the moves before.
    private void move(double[][] price, double[][] use, double[][] way, double gain) {
        double norm = 0;
        for (int p = 0; p < price.length; p++) {
            for (int k = 0; k < stretches.count(); k++) {
                double over = (use[p][k] - supply(p, k)) / StrictMath.sqrt(stretches.lengthS(k));
                way[p][k] = MOMENTUM * way[p][k] + (price[p][k] > 0 ? over : Math.max(0, over));
                norm += way[p][k] * way[p][k];
            }
        }
        double scale = norm > 0 ? gain / norm : 0;
        for (int p = 0; p < price.length; p++) {
            for (int k = 0; k < stretches.count(); k++) {
                double change = scale * way[p][k] / StrictMath.sqrt(stretches.lengthS(k));
                price[p][k] = Math.max(0, price[p][k] + change);
            }
        }
    }

    /// Those of one machine with all devices and the shortest work first: a second of it makes all
    /// who are there wait.
    private double[][] firstPrices() {
        var price = new double[pools.size()][stretches.count()];
        var coming = new ArrayList<>(jobs);
        coming.sort(Comparator.comparingDouble(RigidJob::arrivalS));
        var left = new PriorityQueue<Double>();
        double devices = devices();
        int next = 0;
        for (int k = 0; k < stretches.count(); k++) {
            double endS = stretches.beginS(k) + stretches.lengthS(k);
            while (next < coming.size() && coming.get(next).arrivalS() < endS) {
                left.add(deviceS(coming.get(next++)));
            }
            double room = devices * stretches.lengthS(k);
            while (room > 0 && !left.isEmpty()) {
                double least = left.remove();
                if (least > room) {
                    left.add(least - room);
                }
                room -= least;
            }
            for (int p = 0; p < price.length; p++) {
                price[p][k] = speed[p] * left.size() / devices;
            }
        }
        return price;
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}
