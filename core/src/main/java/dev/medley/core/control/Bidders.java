package dev.medley.core.control;

import dev.medley.core.place.Member;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who bids in a round, and what is for sale: every device in service but those of runs that must
/// not be touched yet. A run that was asked to stop does not bid; its devices are for sale, so that
/// whoever is to follow it goes on buying them until they are free.
final class Bidders {

    /// Bids of a gang that nodes are kept for are raised, so that prices do not play with it.
    private static final double RESERVED = 1.25;

    private static final double MOST_AGING = 2;
    private static final double MOST_FAIRNESS = 2;

    /// What others must be worth more than a run before it is stopped for them, losses aside.
    private static final double LEAST_GAIN = 0.1;

    /// No loss by stopping counts more than so many times what running is worth.
    private static final double MOST_STAY = 5;

    /// Deadlines and what is left until them count in steps of so much, so that bids made of them
    /// can be kept for a while.
    private static final double STEP = 1.1;

    private final State state;
    private final long at;
    final List<Rounds.Bidder> bidders = new ArrayList<>();
    final List<Job> jobs = new ArrayList<>();
    final List<Integer> capacity;
    final long[] supply;
    private final TreeMap<String, double[]> fixed = new TreeMap<>();
    private final SortedMap<String, Double> fairness;

    Bidders(State state, long at) {
        this.state = state;
        this.at = at;
        this.capacity = capacity(state);
        this.supply = idle(state);
        this.fairness = fairness(state, at);
        for (var run : state.runs.values()) {
            supply[run.pool] += returns(run) ? run.devices() : 0;
        }
        for (var job : state.jobs.values()) {
            if (!job.cancelled) {
                enter(job);
            }
        }
        for (int p = 0; p < supply.length; p++) {
            supply[p] = Math.max(0, supply[p]);
        }
    }

    Rounds.Sold sell(Rounds rounds) {
        return rounds.sell(bidders, capacity, supply, purses(), state.prices);
    }

    MarketRound round(Rounds.Sold sold) {
        var forSale = Arrays.stream(supply).boxed().toList();
        return new MarketRound(bidders, capacity, forSale, purses(), sold);
    }

    private void enter(Job job) {
        var runs = job.runs.values();
        boolean service = job.work instanceof InferenceService;
        if (runs.isEmpty()) {
            if (job.notBeforeMs <= at) {
                bid(job, List.of(), 0);
            }
        } else if (service) {
            double stay = share(job.care.restartMs(), state.setup().timing().horizonMs());
            bid(job, places(runs), stay);
        } else if (runs.iterator().next().goesOn()) {
            var run = runs.iterator().next();
            if (isFixed(job, run)) {
                keepOut(job, run);
            } else {
                bid(job, places(runs), stay(job, run));
            }
        }
    }

    /// Whether it is too early to interrupt it.
    boolean isFixed(Job job, Run run) {
        return run.phase == Run.Phase.STARTING || at - run.startedMs < job.care.leastRunMs();
    }

    private void keepOut(Job job, Run run) {
        supply[run.pool] -= run.devices();
        double[] spent = fixed.computeIfAbsent(job.work.terms().tenant(), _ -> new double[2]);
        spent[0] += run.fit.costPerHour();
        spent[1] += run.devices();
    }

    private void bid(Job job, List<Incumbents.Run> runs, double stay) {
        double weight = fairness.getOrDefault(job.work.terms().tenant(), 1.0);
        if (job.runs.isEmpty() && !(job.work instanceof InferenceService)) {
            double waited = (double) (at - job.waitingSinceMs) / state.setup().timing().agingMs();
            weight *= 1 + Math.min(MOST_AGING, waited);
        }
        if (state.reservations.containsKey(job.work.name())) {
            weight *= RESERVED;
        }
        jobs.add(job);
        bidders.add(new Rounds.Bidder(current(job), state.kinds.get(job.kind), runs, weight, stay));
    }

    private static List<Incumbents.Run> places(Collection<Run> runs) {
        var replicas = new LinkedHashMap<Incumbents.Place, Integer>();
        for (var run : runs) {
            if (run.goesOn()) {
                replicas.merge(run.place, 1, Integer::sum);
            }
        }
        var places = new ArrayList<Incumbents.Run>();
        replicas.forEach((place, count) -> places.add(new Incumbents.Run(place, count)));
        return places;
    }

    /// What stopping a job's run loses, as a share of what it would earn if it went on, and what
    /// others must gain besides.
    private double stay(Job job, Run run) {
        var care = job.care;
        long lost = care.restartMs();
        lost += care.savesOnStop() ? care.checkpointMs() : at - run.savedMs;
        long rest = Amount.restMs(job.work, Ends.done(run, at), run.fit.rate());
        return share(lost, Math.max(1, Math.min(rest, state.setup().timing().horizonMs())));
    }

    private static double share(long lostMs, long ofMs) {
        return Math.min(MOST_STAY, LEAST_GAIN + (double) lostMs / ofMs);
    }

    /// The work as it is now: with what is left of it, and of the time until its deadline.
    private Work current(Job job) {
        return switch (job.work) {
            case InferenceService service -> service;
            case TrainingJob training -> {
                @Nullable Double hours = training.hoursToDeadline();
                yield hours == null ? training : left(training, job, hours);
            }
            case BatchJob batch -> {
                @Nullable Double hours = batch.hoursToDeadline();
                yield hours == null ? batch : left(batch, job, hours);
            }
        };
    }

    private Work left(TrainingJob job, Job known, double hours) {
        return new TrainingJob(
                job.terms(),
                job.variants(),
                job.qualityFloor(),
                job.method(),
                step(Math.max(1, job.tokens() - known.saved)),
                job.sequenceLength(),
                job.batchTokens(),
                step(hoursLeft(known, hours)),
                job.minDevices(),
                job.maxDevices());
    }

    private Work left(BatchJob job, Job known, double hours) {
        @Nullable Double amount = job.hours();
        return new BatchJob(
                job.terms(),
                job.devices(),
                job.rates(),
                job.command(),
                amount == null ? null : step(Math.max(1e-3, amount - known.saved / 3600)),
                step(hoursLeft(known, hours)));
    }

    private double hoursLeft(Job job, double hours) {
        return Math.max(1e-2, hours - (at - job.deadlineFromMs) / 3.6e6);
    }

    private static double step(double value) {
        double steps = Math.floor(StrictMath.log(value) / StrictMath.log(STEP));
        return StrictMath.pow(STEP, steps);
    }

    // --- what there is --------------------------------------------------------------------------

    private static List<Integer> capacity(State state) {
        int[] devices = new int[state.setup().pools().size()];
        for (var machine : state.machines.values()) {
            if (machine.inService()) {
                devices[machine.pool] += machine.node.devices() - machine.down.size();
            }
        }
        return Arrays.stream(devices).boxed().toList();
    }

    private static long[] idle(State state) {
        long[] byNumber = state.cluster.idleMilliByPool();
        long[] idle = new long[state.setup().pools().size()];
        for (int number = 0; number < byNumber.length; number++) {
            int pool = state.setup().pool(state.cluster.pools().get(number));
            idle[pool] += byNumber[number] / Member.WHOLE;
        }
        return idle;
    }

    /// Whether the run's devices can be sold again.
    private boolean returns(Run run) {
        if (run.goesOn()) {
            return true;
        }
        for (var seat : run.seats) {
            var machine = state.machines.get(seat.node());
            if (machine == null || !machine.inService()) {
                return false;
            }
        }
        return true;
    }

    /// Tenants, less what their fixed runs take.
    private List<Tenant> purses() {
        var tenants = new ArrayList<Tenant>();
        for (var tenant : state.setup().tenants()) {
            double[] spent = fixed.getOrDefault(tenant.name(), new double[2]);
            @Nullable Double budget = tenant.budgetPerHour();
            @Nullable Integer most = tenant.maxDevices();
            tenants.add(
                    new Tenant(
                            tenant.name(),
                            tenant.weight(),
                            tenant.internal(),
                            tenant.headquarters(),
                            budget == null ? null : Math.max(0, budget - spent[0]),
                            most == null ? null : Math.max(0, most - (int) spent[1])));
        }
        return tenants;
    }

    /// What multiplies a tenant's bids: its weight, and more the less of its share it has had
    /// lately. Shares are of devices, by weight, among tenants that have work.
    private static SortedMap<String, Double> fairness(State state, long at) {
        var active = new TreeMap<String, Double>();
        for (var job : state.jobs.values()) {
            active.putIfAbsent(job.work.terms().tenant(), 1.0);
        }
        double weights = 0;
        double recent = 0;
        for (var tenant : state.setup().tenants()) {
            if (active.containsKey(tenant.name())) {
                active.put(tenant.name(), tenant.weight());
                weights += tenant.weight();
                recent += state.ledger.recent(tenant.name(), at);
            }
        }
        double allWeights = weights;
        double all = recent;
        double alpha = state.setup().goals().alpha();
        active.replaceAll(
                (name, weight) -> {
                    double due = allWeights == 0 ? 0 : all * weight / allWeights;
                    double had = state.ledger.recent(name, at);
                    double ratio = all > 0 ? Math.sqrt(due / Math.max(had, 1e-9 * all)) : 1;
                    double bounded = Math.min(MOST_FAIRNESS, Math.max(1 / MOST_FAIRNESS, ratio));
                    return bounded * (alpha == 0 ? weight : 1);
                });
        return active;
    }
}
