package dev.medley.core.sim.rounds;

import dev.medley.core.market.FairShares;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.PoolSupply;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Gavel's two halves (Narayanan et al., OSDI 2020): which share of its time each job should spend
/// in each pool, and whose turn it is where.
///
/// The shares X make the smallest effective throughput as large as possible: sum over pools of rate
/// x X, over what the job would get if its time were spread as the devices are, times its workers;
/// the time of a job adds up to at most 1, and workers x X to at most the pool's devices. The
/// programme is solved by [FairShares], to a tenth of a per cent or better.
public final class TimeShares {
    private static final double VALUE_OF_EQUAL_SHARE = 1_000_000;
    private static final double UNTRIED = 1e9;
    private static final int NO_BID = -1;

    private TimeShares() {}

    /// A job as the programme sees it.
    ///
    /// @param workers devices it takes, per pool
    /// @param rates its speed there, 0 where it cannot run
    public record Job(String id, List<Integer> workers, List<Double> rates) {
        public Job {
            workers = List.copyOf(workers);
            rates = List.copyOf(rates);
        }

        boolean fits(int pool, PoolSupply supply) {
            return rates.get(pool) > 0 && workers.get(pool) <= supply.devices();
        }
    }

    /// The shares of each job, per pool.
    public static List<double[]> of(List<Job> jobs, List<PoolSupply> pools) {
        var market = new MarketBuilder(Terms.totalValue());
        pools.forEach(pool -> market.pool(pool.id(), pool.devices()));
        int all = market.tenant(TenantShare.of("all"));
        var bidOf = new int[jobs.size()][pools.size()];
        var lotOf = new int[jobs.size()];
        for (int j = 0; j < lotOf.length; j++) {
            var job = jobs.get(j);
            double equal = equalShare(job, pools);
            lotOf[j] = market.lot(job.id(), all);
            int bids = 0;
            for (int p = 0; p < pools.size(); p++) {
                bidOf[j][p] = NO_BID;
                if (job.fits(p, pools.get(p))) {
                    double value = size(job) * job.rates().get(p) / equal * VALUE_OF_EQUAL_SHARE;
                    market.bid(Math.max(1, Math.round(value))).use(p, job.workers().get(p));
                    bidOf[j][p] = bids++;
                }
            }
        }
        var shares = FairShares.maxMin(market.build());
        var found = new ArrayList<double[]>();
        for (int j = 0; j < lotOf.length; j++) {
            var due = new double[pools.size()];
            for (int p = 0; p < due.length; p++) {
                due[p] = bidOf[j][p] >= 0 ? shares.share(lotOf[j], bidOf[j][p]) : 0;
            }
            found.add(due);
        }
        return found;
    }

    /// Workers, on average over the pools where it runs.
    private static double size(Job job) {
        double workers = 0;
        int pools = 0;
        for (int p = 0; p < job.rates().size(); p++) {
            if (job.rates().get(p) > 0) {
                workers += job.workers().get(p);
                pools++;
            }
        }
        return pools == 0 ? 1 : workers / pools;
    }

    /// Its rate if the job's time were spread as the devices are.
    private static double equalShare(Job job, List<PoolSupply> pools) {
        double devices = 0;
        double rate = 0;
        for (int p = 0; p < pools.size(); p++) {
            devices += pools.get(p).devices();
            rate += pools.get(p).devices() * job.rates().get(p);
        }
        return rate > 0 ? rate / devices : 1;
    }

    /// A job's turn in a pool: how much of its share it has not had, against the others.
    public record Turn(double priority, double share, int job, int pool) {
        private static final Comparator<Turn> ORDER =
                Comparator.comparingDouble((Turn turn) -> -turn.priority)
                        .thenComparingDouble(turn -> -turn.share)
                        .thenComparingInt(Turn::job)
                        .thenComparingInt(Turn::pool);
    }

    /// All turns, the first being whose turn it is most: share over the part of the pool's time
    /// that the job received.
    ///
    /// @param due shares of each job, per pool
    /// @param received time that each job had, per pool
    public static List<Turn> turns(List<double[]> due, List<double[]> received) {
        var total = new double[due.isEmpty() ? 0 : due.getFirst().length];
        received.forEach(own -> Arrays.setAll(total, p -> total[p] + own[p]));
        var turns = new ArrayList<Turn>();
        for (int j = 0; j < due.size(); j++) {
            double[] own = received.get(j);
            for (int p = 0; p < total.length; p++) {
                double share = due.get(j)[p];
                double priority = own[p] > 0 ? share / (own[p] / total[p]) : share * UNTRIED;
                turns.add(new Turn(priority, share, j, p));
            }
        }
        turns.sort(Turn.ORDER);
        return turns;
    }
}
