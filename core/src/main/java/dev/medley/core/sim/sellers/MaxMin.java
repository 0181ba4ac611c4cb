package dev.medley.core.sim.sellers;

import dev.medley.core.control.Seller;
import dev.medley.core.fleet.Pool;
import dev.medley.core.market.PoolSupply;
import dev.medley.core.plan.Rounds;
import dev.medley.core.sim.rounds.TimeShares;
import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// Gavel's max-min fairness (Narayanan et al., OSDI 2020) over what a fleet can give to jobs.
///
/// ALGORITHM, class by class: services take what they need on their fastest chips. Jobs get
/// [TimeShares] of what is left, found anew whenever jobs or devices came or went. A job's priority
/// in a pool is its share over the fraction of the pool's time that it received lately: time counts
/// half after six hours, since jobs here come and go too often to begin counting anew with each of
/// them. The highest priorities take their seats; what stays idle goes to whoever fits.
public final class MaxMin implements Seller {

    private static final double HALF_LIFE_MS = 6 * 3_600_000.0;

    /// Everybody begins with so much time everywhere.
    private static final double FIRST_MS = 900_000;

    private final List<Pool> pools;
    private final Rounds rounds;
    private final EnumMap<Priority, Division> divisions = new EnumMap<>(Priority.class);
    private TreeMap<String, double[]> received = new TreeMap<>();
    private long lastMs;

    private MaxMin(List<Pool> pools, Rounds rounds) {
        this.pools = List.copyOf(pools);
        this.rounds = rounds;
    }

    public static Function<Rounds, Seller> over(List<Pool> pools) {
        return rounds -> new MaxMin(pools, rounds);
    }

    /// Shares, and what they were found for.
    private record Division(List<TimeShares.Job> jobs, List<PoolSupply> pools, List<double[]> due) {
        boolean isFor(List<TimeShares.Job> others, List<PoolSupply> otherPools) {
            return jobs.equals(others) && pools.equals(otherPools);
        }
    }

    @Override
    public Rounds.Sold sell(Round round) {
        var handout = new Handout(pools, rounds, round);
        count(handout, round);
        var order = handout.arrivals();
        for (var priority : Priority.values()) {
            var jobs = new ArrayList<Integer>();
            for (int i : order) {
                if (handout.work(i).terms().priority() == priority) {
                    if (handout.isService(i)) {
                        handout.serve(i, Classic::speed);
                    } else {
                        jobs.add(i);
                    }
                }
            }
            if (!jobs.isEmpty()) {
                seat(handout, priority, jobs);
            }
        }
        return handout.sold();
    }

    /// Adds up who ran where since the round before; whoever is gone is forgotten.
    private void count(Handout handout, Round round) {
        double passed = round.atMs() - lastMs;
        double kept = StrictMath.pow(0.5, passed / HALF_LIFE_MS);
        lastMs = round.atMs();
        var next = new TreeMap<String, double[]>();
        for (int i = 0; i < round.bidders().size(); i++) {
            var name = handout.work(i).name();
            var own = received.get(name);
            var now = new double[pools.size()];
            for (int p = 0; p < now.length; p++) {
                now[p] = own == null ? FIRST_MS : own[p] * kept;
            }
            int pool = handout.isService(i) ? -1 : handout.poolOf(i);
            if (pool >= 0) {
                now[pool] += passed;
            }
            next.put(name, now);
        }
        received = next;
    }

    private void seat(Handout handout, Priority priority, List<Integer> jobs) {
        var asked = new ArrayList<TimeShares.Job>();
        var had = new ArrayList<double[]>();
        for (int i : jobs) {
            asked.add(asked(handout, i));
            had.add(received.getOrDefault(handout.work(i).name(), new double[pools.size()]));
        }
        var supply = new ArrayList<PoolSupply>();
        for (int p = 0; p < pools.size(); p++) {
            supply.add(new PoolSupply(pools.get(p).id(), handout.left(p)));
        }
        var before = divisions.get(priority);
        var division =
                before != null && before.isFor(asked, supply)
                        ? before
                        : new Division(asked, supply, TimeShares.of(asked, supply));
        divisions.put(priority, division);
        for (var turn : TimeShares.turns(division.due, had)) {
            handout.seat(jobs.get(turn.job()), turn.pool());
        }
    }

    private TimeShares.Job asked(Handout handout, int job) {
        var workers = new ArrayList<Integer>();
        var rates = new ArrayList<Double>();
        for (int p = 0; p < pools.size(); p++) {
            var shape = handout.asked(job, p);
            workers.add(shape == null ? 0 : shape.devices());
            rates.add(shape == null ? 0 : shape.rate());
        }
        return new TimeShares.Job(handout.work(job).name(), workers, rates);
    }
}
