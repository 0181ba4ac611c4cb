package dev.medley.core.control;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.InferenceService;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a round sold beside what runs: what is to be stopped, and what is to be seated.
///
/// A run that was outbid goes on as long as nobody needs its devices ([Vacating]): idling pays
/// nobody. Replicas of a service go once its demand is met by others that are there, unless they
/// have only begun.
final class Wishes {

    /// Share of a demand that counts as all of it.
    static final double MET = 0.999;

    /// So many equal gangs of a work in a pool.
    ///
    /// @param from what the job leaves for it, or null if it leaves nothing
    record Wish(
            Job job,
            int pool,
            Incumbents.Place place,
            ShapeFit fit,
            int count,
            @Nullable Run from) {

        /// The rest when so many gangs have their seats.
        Wish without(int seated) {
            return times(count - seated, from);
        }

        private Wish times(int gangs, @Nullable Run leaving) {
            return new Wish(job, pool, place, fit, gangs, leaving);
        }

        /// What one gang takes, in shares of whole devices.
        long shares(State state) {
            return state.setup().pools().get(pool).carving().shares(fit.shape().devices());
        }

        private boolean isLike(Candidate candidate) {
            return pool == candidate.pool() && place.isLike(candidate.shape().shape());
        }
    }

    /// Who has to go whoever needs the devices, and why.
    private final LinkedHashMap<Run, String> stops = new LinkedHashMap<>();

    /// They lost their place, and go when somebody needs their devices.
    private final List<Run> outbid = new ArrayList<>();

    private final List<Wish> seats = new ArrayList<>();
    private final TreeMap<String, List<Incumbents.Run>> promised = new TreeMap<>();

    private Wishes() {}

    /// @param holdings of tenants before the round
    static Wishes of(State state, Bidders bidders, Rounds.Sold sold, Holdings holdings) {
        var wishes = new Wishes();
        for (int i = 0; i < bidders.jobs.size(); i++) {
            var taken = sold.taken().get(i);
            double stay = bidders.bidders.get(i).stay();
            wishes.compare(state, bidders, bidders.jobs.get(i), taken, stay);
        }
        wishes.makeRoomInPurses(state, holdings.copy());
        return wishes;
    }

    List<Wish> seats() {
        return seats;
    }

    /// What works bought and do not have yet: replicas wanted, by place.
    SortedMap<String, List<Incumbents.Run>> promised() {
        return promised;
    }

    Map<Run, String> stops() {
        return stops;
    }

    List<Run> outbid() {
        return outbid;
    }

    /// What goes on unsold must not keep its own tenant, who has reached a limit, from what it
    /// bought.
    private void makeRoomInPurses(State state, Holdings holdings) {
        if (outbid.isEmpty()) {
            return;
        }
        state.departures.leaving().forEach(run -> holdings.add(run, -1));
        stops.keySet().forEach(run -> holdings.add(run, -1));
        var movers = new LinkedHashSet<Run>();
        for (var wish : seats) {
            double cost = wish.count * wish.fit.costPerHour();
            holdings.add(wish.job.tenant, wish.count * wish.shares(state), cost);
            if (wish.from != null) {
                holdings.add(wish.from, -1);
                movers.add(wish.from);
            }
        }
        for (var run : outbid) {
            if (!movers.contains(run) && !holdings.allow(run.job.tenant, 0, 0)) {
                holdings.add(run, -1);
                stops.put(run, "its tenant's limits serve other work of it better");
            }
        }
    }

    private void compare(
            State state, Bidders bidders, Job job, List<Candidate> taken, double stay) {
        if ((taken.isEmpty() && job.runs.isEmpty()) || runsOn(job, taken)) {
            return;
        }
        var wanted = gathered(state, job, taken);
        var have = job.going();
        var lost = lost(job, wanted, have);
        boolean met =
                !lost.isEmpty()
                        && job.work instanceof InferenceService s
                        && served(taken) >= MET * s.requestsPerSecond()
                        && wanted.stream().allMatch(wish -> have.of(wish.place) >= wish.count);
        for (var run : lost) {
            if (bidders.isFixed(job, run)) {
                continue;
            }
            if (met) {
                stops.put(run, "its service meets its demand without it");
            } else {
                outbid.add(run);
            }
        }
        promise(job, wanted, have);
        boolean service = job.work instanceof InferenceService;
        var from = service || lost.isEmpty() ? null : lost.getFirst();
        for (var wish : wanted) {
            int missing = wish.count - have.of(wish.place);
            if (missing > 0 && (from == null || gains(wish, from, stay))) {
                seats.add(wish.times(missing, from));
            }
        }
    }

    /// Whether a job would leave for that by itself. Where it was only sold what is left after
    /// others, it goes when they need its devices.
    private static boolean gains(Wish to, Run from, double stay) {
        return to.fit.rate() > (1 + stay) * from.fit.rate();
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
            var same = at < wanted.size() ? wanted.get(at) : null;
            var place = same == null ? candidate.place(state.setup().pools()) : same.place;
            int count = candidate.replicas() + (same == null ? 0 : same.count);
            var wish = new Wish(job, candidate.pool(), place, candidate.shape(), count, null);
            if (same == null) {
                wanted.add(wish);
            } else {
                wanted.set(at, wish);
            }
        }
        return wanted;
    }
}
