package dev.medley.core.sim.rounds;

import dev.medley.core.market.Auctioneer;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Effort;
import dev.medley.core.market.Market;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;

import org.jspecify.annotations.Nullable;

/// Medley's policy: the seats of the next round are sold.
///
/// GOALS: a short average completion time on unlike chips, nobody much later than with a share of
/// their own, few moves. ALGORITHM: each job bids for a seat in every pool; the auction finds the
/// seating of greatest total value, starting from the prices and seats of the round before.
///
/// ```
/// value = urgency x rate / best rate    (a job that ends within the round: less only by its delay)
/// ```
///
/// A short job gives its seat back soon, so it is more urgent ([Urgency]). Comparative advantage
/// does the rest: whoever loses least by it takes the slower chip. Moving costs a share of the
/// value.
///
/// Example: one V100 and one K80. Job a needs 1 hour on the V100 and 10 on the K80, job b 4 hours
/// on either; to this work the two are 1.82 devices. An hour of a also keeps b from them: its
/// urgency is 1 + 1 / 1.82, that of b 1. With a on the V100 the seats are worth 1.55 + 1, the other
/// way round 0.155 + 1: a gets the V100 although b came first.
public final class PricedSeats implements RoundPolicy {
    private static final double UNIT = 1_000_000;
    private static final long MOVES_PER_JOB = 400;

    /// Who guesses how urgent jobs are must not follow every guess.
    private static final double SWITCHING_ON_A_GUESS = 0.10;

    private final boolean knowsLengths;
    private @Nullable Clearing previous;

    private PricedSeats(boolean knowsLengths) {
        this.knowsLengths = knowsLengths;
    }

    public static PricedSeats knowingLengths() {
        return new PricedSeats(true);
    }

    /// Without knowing how long jobs are: what a job did so far is what it is expected to do still,
    /// as befits long-tailed lengths.
    public static PricedSeats notKnowingLengths() {
        return new PricedSeats(false);
    }

    @Override
    public String name() {
        return knowsLengths ? "medley" : "medley-blind";
    }

    @Override
    public void choose(Round round, Seating seating) {
        var poolOf = new int[round.jobs().size()][round.pools().size()];
        var market = market(round, poolOf);
        var effort = new Effort(MOVES_PER_JOB * market.lots(), 0, false, 0);
        previous =
                previous == null
                        ? Auctioneer.clear(market, effort)
                        : Auctioneer.clearAgain(market, effort, previous);
        for (int j = 0; j < poolOf.length; j++) {
            int bid = previous.choice(j);
            if (bid != Clearing.NONE) {
                seating.seat(j, poolOf[j][bid]);
            }
        }
        for (int j = 0; j < poolOf.length; j++) {
            int idle = seating.fastest(j, 1);
            if (idle != ActiveJob.WAITS) {
                seating.seat(j, idle);
            }
        }
    }

    /// Lots are the round's jobs, in its order.
    ///
    /// @param poolOf filled with the pool of each job's bids
    private Market market(Round round, int[][] poolOf) {
        var market = new MarketBuilder(Terms.totalValue());
        round.pools().forEach(pool -> market.pool(pool.id(), pool.devices()));
        int all = market.tenant(TenantShare.of("all"));
        double[] urgency = knowsLengths ? Urgency.byWorkLeft(round) : Urgency.byWorkDone(round);
        double switching = knowsLengths ? round.restartS() / round.lengthS() : SWITCHING_ON_A_GUESS;
        for (int j = 0; j < poolOf.length; j++) {
            var active = round.jobs().get(j);
            var job = active.job();
            double worth = UNIT * urgency[j];
            market.lot(job.id(), all);
            int bids = 0;
            int incumbent = Clearing.NONE;
            for (int p = 0; p < round.pools().size(); p++) {
                if (job.runsIn(p) && job.workers() <= round.pools().get(p).devices()) {
                    market.bid(Math.round(worth * kept(round, active, p))).use(p, job.workers());
                    incumbent = p == active.pool() ? bids : incumbent;
                    poolOf[j][bids++] = p;
                }
            }
            if (incumbent != Clearing.NONE) {
                market.incumbent(incumbent, Math.round(worth * switching));
            }
        }
        return market.build();
    }

    /// Share of a seat's worth where it is fastest that it has in this pool: that of the rate, but
    /// a job that ends within the round loses no more than the time by which it ends later.
    private double kept(Round round, ActiveJob active, int pool) {
        var job = active.job();
        double share = job.rate(pool) / job.bestRate();
        if (!knowsLengths) {
            return share;
        }
        double laterS = active.shortestLeftS() * (1 / share - 1);
        return Math.max(share, 1 - laterS / round.lengthS());
    }
}
