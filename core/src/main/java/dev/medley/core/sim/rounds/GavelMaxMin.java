package dev.medley.core.sim.rounds;

import dev.medley.core.market.FairShares;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.PoolSupply;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gavel's heterogeneity-aware max-min fairness (Narayanan et al., OSDI 2020), from the paper.
///
/// ALGORITHM: whenever jobs came or went, time shares X of every job in every pool are found such
/// that the smallest effective throughput is largest: sum over pools of rate x X, over what the job
/// would get if its time were spread as the devices are, times its workers; the time of a job adds
/// up to at most 1, and workers x X to at most the pool's devices. Then, each round, a job's
/// priority in a pool is X over the fraction of the pool's time that it received since; the highest
/// priorities take their seats, and whatever stays idle goes to whoever fits.
///
/// The programme is solved by [FairShares], to a tenth of a per cent or better.
public final class GavelMaxMin implements RoundPolicy {
    private static final double VALUE_OF_EQUAL_SHARE = 1_000_000;
    private static final double UNTRIED = 1e9;

    private List<String> known = List.of();
    private final Map<String, double[]> share = new LinkedHashMap<>();
    private final Map<String, double[]> received = new LinkedHashMap<>();

    private record Claim(double priority, double share, int job, int pool) {
        static final Comparator<Claim> ORDER =
                Comparator.comparingDouble((Claim claim) -> -claim.priority)
                        .thenComparingDouble(claim -> -claim.share)
                        .thenComparingInt(Claim::job)
                        .thenComparingInt(Claim::pool);
    }

    @Override
    public String name() {
        return "gavel-maxmin";
    }

    @Override
    public void choose(Round round, Seating seating) {
        var ids = round.jobs().stream().map(active -> active.job().id()).toList();
        if (!ids.equals(known)) {
            known = ids;
            divide(round);
        }
        for (var claim : claims(round)) {
            if (seating.fits(claim.job, claim.pool)) {
                seating.seat(claim.job, claim.pool);
                received(round.jobs().get(claim.job))[claim.pool] += round.lengthS();
            }
        }
    }

    private double[] received(ActiveJob active) {
        return received.computeIfAbsent(
                active.job().id(), _ -> new double[active.job().rates().size()]);
    }

    private List<Claim> claims(Round round) {
        var total = new double[round.pools().size()];
        for (var active : round.jobs()) {
            double[] own = received(active);
            for (int p = 0; p < total.length; p++) {
                total[p] += own[p];
            }
        }
        var claims = new ArrayList<Claim>();
        for (int j = 0; j < round.jobs().size(); j++) {
            var active = round.jobs().get(j);
            double[] own = received(active);
            double[] due = share.getOrDefault(active.job().id(), total);
            for (int p = 0; p < total.length; p++) {
                double priority = own[p] > 0 ? due[p] / (own[p] / total[p]) : due[p] * UNTRIED;
                claims.add(new Claim(priority, due[p], j, p));
            }
        }
        claims.sort(Claim.ORDER);
        return claims;
    }

    /// Solves for X and begins to count anew, everybody with half a round everywhere.
    private void divide(Round round) {
        share.clear();
        received.clear();
        var pools = round.pools();
        var market = new MarketBuilder(Terms.totalValue());
        pools.forEach(pool -> market.pool(pool.id(), pool.devices()));
        int all = market.tenant(TenantShare.of("all"));
        var bidOf = new int[round.jobs().size()][pools.size()];
        var lotOf = new int[round.jobs().size()];
        for (int j = 0; j < lotOf.length; j++) {
            var job = round.jobs().get(j).job();
            double equal = equalShare(job, pools);
            lotOf[j] = market.lot(job.id(), all);
            int bids = 0;
            for (int p = 0; p < pools.size(); p++) {
                bidOf[j][p] = ActiveJob.WAITS;
                if (job.runsIn(p) && job.workers() <= pools.get(p).devices()) {
                    double value = job.workers() * job.rate(p) / equal * VALUE_OF_EQUAL_SHARE;
                    market.bid(Math.max(1, Math.round(value))).use(p, job.workers());
                    bidOf[j][p] = bids++;
                }
            }
        }
        var shares = FairShares.maxMin(market.build());
        for (int j = 0; j < lotOf.length; j++) {
            var due = new double[pools.size()];
            for (int p = 0; p < due.length; p++) {
                due[p] = bidOf[j][p] >= 0 ? shares.share(lotOf[j], bidOf[j][p]) : 0;
                received(round.jobs().get(j))[p] = round.lengthS() / 2;
            }
            share.put(round.jobs().get(j).job().id(), due);
        }
    }

    /// Steps per second if the job's time were spread as the devices are.
    private static double equalShare(RigidJob job, List<PoolSupply> pools) {
        double devices = 0;
        double rate = 0;
        for (int p = 0; p < pools.size(); p++) {
            devices += pools.get(p).devices();
            rate += pools.get(p).devices() * job.rate(p);
        }
        return rate / devices;
    }
}
