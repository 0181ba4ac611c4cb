package dev.medley.core.control;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.HostStock;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.InferenceService;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a round sold beside what runs: what is to be stopped, and what is to be seated.
///
/// A run that was outbid goes on as long as nobody needs its devices: markets cleared in
/// milliseconds leave a little unsold, and idling pays nobody. Replicas of a service whose demand
/// is met without them go, unless they have only begun.
final class Wishes {

    /// Share of a demand that counts as all of it.
    static final double MET = 0.999;

    /// So many equal gangs of a work in a pool.
    record Wish(Job job, int pool, Incumbents.Place place, ShapeFit fit, int count) {

        private boolean isLike(Candidate candidate) {
            return pool == candidate.pool() && place.isLike(candidate.shape().shape());
        }
    }

    private final List<Run> stops = new ArrayList<>();

    /// Unsold, but in nobody's way.
    private final List<Run> spared = new ArrayList<>();

    private final List<Wish> seats = new ArrayList<>();
    private final TreeMap<String, List<Incumbents.Run>> promised = new TreeMap<>();
    private final long[] slack;
    private final HostStock hosts;

    private Wishes(long[] slack, HostStock hosts) {
        this.slack = slack;
        this.hosts = hosts;
    }

    static Wishes of(State state, Bidders bidders, Rounds.Sold sold) {
        long[] slack = bidders.supply.clone();
        var hosts = HostStock.of(state.setup().pools(), bidders.hosts);
        for (int i = 0; i < bidders.jobs.size(); i++) {
            for (var candidate : sold.taken().get(i)) {
                slack[candidate.pool()] -= candidate.devices();
                hosts.take(bidders.jobs.get(i).work.terms(), candidate);
            }
        }
        var wishes = new Wishes(slack, hosts);
        for (int i = 0; i < bidders.jobs.size(); i++) {
            wishes.compare(state, bidders, bidders.jobs.get(i), sold.taken().get(i));
        }
        wishes.makeRoomInPurses(state);
        return wishes;
    }

    List<Wish> seats() {
        return seats;
    }

    /// What works bought and do not have yet: replicas wanted, by place.
    SortedMap<String, List<Incumbents.Run>> promised() {
        return promised;
    }

    /// Pools where something stops, or is about to: room there may come by itself.
    SortedSet<Integer> vacating(State state) {
        var pools = new TreeSet<Integer>();
        stops.forEach(run -> pools.add(run.pool));
        state.departures.leaving().forEach(run -> pools.add(run.pool));
        return pools;
    }

    /// Asks whoever lost its place to go.
    void stop(Draft draft) {
        for (var run : stops) {
            draft.stop(run, "its devices serve other work better");
        }
    }

    /// What goes on unsold must not keep its own tenant, who has reached a limit, from what it
    /// bought.
    private void makeRoomInPurses(State state) {
        if (spared.isEmpty()) {
            return;
        }
        var holdings = new Holdings(state);
        state.departures.leaving().forEach(run -> holdings.add(run, -1));
        stops.forEach(run -> holdings.add(run, -1));
        for (var wish : seats) {
            int devices = wish.count * wish.fit.shape().devices();
            double cost = wish.count * wish.fit.costPerHour();
            holdings.add(wish.job.work.terms().tenant(), devices, cost);
        }
        for (var run : spared) {
            if (!holdings.allow(run.job.work.terms().tenant(), 0, 0)) {
                holdings.add(run, -1);
                stops.add(run);
            }
        }
    }

    private void compare(State state, Bidders bidders, Job job, List<Candidate> taken) {
        if ((taken.isEmpty() && job.runs.isEmpty()) || runsOn(job, taken)) {
            return;
        }
        var wanted = gathered(state, job, taken);
        var have = job.going();
        var lost = lost(job, wanted, have);
        boolean service = job.work instanceof InferenceService;
        boolean moves = !service && !lost.isEmpty() && !wanted.isEmpty();
        boolean met =
                job.work instanceof InferenceService s
                        && served(taken) >= MET * s.requestsPerSecond();
        for (var run : lost) {
            if (bidders.isFixed(job, run)) {
                slack[run.pool] -= Math.min(slack[run.pool], run.devices());
                hosts.take(run.pool, run.beside());
            } else if (!moves && !met && isSpare(run)) {
                slack[run.pool] -= run.devices();
                hosts.take(run.pool, run.beside());
                spared.add(run);
            } else {
                stops.add(run);
            }
        }
        promise(job, wanted, have);
        if (moves) {
            return;
        }
        for (var wish : wanted) {
            int missing = wish.count - have.of(wish.place);
            if (missing > 0) {
                seats.add(new Wish(job, wish.pool, wish.place, wish.fit, missing));
            }
        }
    }

    /// Whether a job was sold just what it has: mostly the very same object.
    @SuppressWarnings("ReferenceEquality")
    private static boolean runsOn(Job job, List<Candidate> taken) {
        if (taken.size() != 1 || job.runs.size() != 1 || job.work instanceof InferenceService) {
            return false;
        }
        var run = job.runs.firstEntry().getValue();
        var candidate = taken.getFirst();
        return run.goesOn()
                && candidate.replicas() == 1
                && candidate.pool() == run.pool
                && (run.fit == candidate.shape() || run.place.isLike(candidate.shape().shape()));
    }

    /// Whether nobody bought what it holds.
    private boolean isSpare(Run run) {
        return run.devices() <= slack[run.pool] && hosts.has(run.pool, run.beside());
    }

    private void promise(Job job, List<Wish> wanted, Tally have) {
        var more = new ArrayList<Incumbents.Run>();
        for (var wish : wanted) {
            if (wish.count > have.of(wish.place)) {
                more.add(new Incumbents.Run(wish.place, wish.count));
            }
        }
        if (!more.isEmpty()) {
            promised.put(job.work.name(), List.copyOf(more));
        }
    }

    /// Runs beyond what was sold in their place, the youngest ones.
    private static List<Run> lost(Job job, List<Wish> wanted, Tally have) {
        var surplus = new LinkedHashMap<Incumbents.Place, Integer>();
        for (var had : have.runs()) {
            int more = had.replicas();
            for (var wish : wanted) {
                more -= wish.place.equals(had.place()) ? wish.count : 0;
            }
            if (more > 0) {
                surplus.put(had.place(), more);
            }
        }
        if (surplus.isEmpty()) {
            return List.of();
        }
        var youngest = new ArrayList<Run>();
        for (var run : job.runs.values()) {
            if (run.goesOn()) {
                youngest.add(run);
            }
        }
        youngest.sort(
                Comparator.comparingLong((Run run) -> run.placedMs)
                        .thenComparingInt(run -> run.id.length())
                        .thenComparing(run -> run.id)
                        .reversed());
        var lost = new ArrayList<Run>();
        for (var run : youngest) {
            int more = surplus.getOrDefault(run.place, 0);
            if (more > 0) {
                surplus.put(run.place, more - 1);
                lost.addFirst(run);
            }
        }
        return lost;
    }

    private static double served(List<Candidate> taken) {
        double rate = 0;
        for (var candidate : taken) {
            rate += candidate.rate();
        }
        return rate;
    }

    /// Increments in the same pool and shape, put together.
    private static List<Wish> gathered(State state, Job job, List<Candidate> taken) {
        var wanted = new ArrayList<Wish>();
        for (var candidate : taken) {
            int at = 0;
            while (at < wanted.size() && !wanted.get(at).isLike(candidate)) {
                at++;
            }
            int count = candidate.replicas();
            if (at < wanted.size()) {
                var same = wanted.get(at);
                wanted.set(
                        at,
                        new Wish(
                                job, same.pool, same.place, candidate.shape(), same.count + count));
            } else {
                var place = candidate.place(state.setup().pools());
                wanted.add(new Wish(job, candidate.pool(), place, candidate.shape(), count));
            }
        }
        return wanted;
    }
}
