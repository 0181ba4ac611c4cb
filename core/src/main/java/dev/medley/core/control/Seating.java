package dev.medley.core.control;

import dev.medley.core.fleet.Needs;
import dev.medley.core.place.Cluster;
import dev.medley.core.place.Gang;
import dev.medley.core.place.Mix;
import dev.medley.core.place.Placement;
import dev.medley.core.place.Placer;
import dev.medley.core.place.Potential;
import dev.medley.core.place.Seat;
import dev.medley.core.plan.Room;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Gives what was sold its seats: gangs that nodes are kept for first, then class by class, longest
/// waiting first.
///
/// Each seat must count for the next, so gangs are held on the cluster while looking and given back
/// before the decision is handed out: what is seen from outside is as it was. Nodes that are kept
/// for a gang are cordoned in between, except for work that will be through before.
final class Seating {

    /// Seats are given to so many gangs in a round; the rest wakes the next one.
    private static final int MOST_STARTS = 512;

    private @Nullable Placer placer;
    private long learntFrom = -1;

    /// @param holdings of tenants before the round; changed here
    void seat(State state, Wishes wishes, Holdings holdings, Draft draft) {
        var trial = new Trial(state, draft, placer(state.cluster), wishes, holdings);
        try {
            var refused = new ArrayList<Wishes.Wish>();
            for (var wish : ordered(state, wishes.seats())) {
                if (trial.starts >= MOST_STARTS) {
                    draft.wake();
                    break;
                }
                int seated = trial.seat(wish);
                if (seated < wish.count()) {
                    refused.add(wish.without(seated));
                }
            }
            trial.vacate();
            refused.forEach(trial::seatLater);
        } finally {
            trial.undo();
        }
        trial.reserving.close(draft);
    }

    private Placer placer(Cluster cluster) {
        long now = cluster.capacityMilli() * 64 + cluster.pools().size();
        if (placer == null || placer.cluster() != cluster || learntFrom != now) {
            placer = new Placer(cluster, Potential.learn(Mix.unknown(), cluster));
            learntFrom = now;
        }
        return placer;
    }

    private static List<Wishes.Wish> ordered(State state, List<Wishes.Wish> wishes) {
        var ordered = new ArrayList<>(wishes);
        ordered.sort(
                Comparator.comparing(
                                (Wishes.Wish w) ->
                                        !state.reservations.containsKey(w.job().work.name()))
                        .thenComparing(w -> w.job().work.terms().priority())
                        .thenComparingLong(w -> w.job().waitingSinceMs)
                        .thenComparing(w -> w.job().work.name()));
        return ordered;
    }

    /// What is held while looking.
    private static final class Trial {
        private final State state;
        private final Draft draft;
        private final Placer placer;
        private final Vacating vacating;
        private final Reserving reserving;
        private final List<String> held = new ArrayList<>();
        private final Holdings holdings;
        private final TreeMap<Integer, List<Gang>> refused = new TreeMap<>();
        private final TreeMap<String, Integer> startsOf = new TreeMap<>();
        private int starts;
        private int waiting;

        Trial(State state, Draft draft, Placer placer, Wishes wishes, Holdings holdings) {
            this.state = state;
            this.draft = draft;
            this.placer = placer;
            this.vacating = new Vacating(state, draft, placer, wishes.outbid());
            this.reserving = new Reserving(state, draft.at);
            this.holdings = holdings;
            wishes.stops().forEach(vacating::leave);
            reserving.shutAll();
        }

        void undo() {
            held.forEach(state.cluster::release);
            vacating.undo();
            reserving.openAll();
        }

        /// Seats gangs on idle devices; says how many of those that are wanted.
        int seat(Wishes.Wish wish) {
            int seated = 0;
            while (seated < wish.count()
                    && starts < MOST_STARTS
                    && isAllowed(wish)
                    && seatNow(wish)) {
                count(wish);
                seated++;
            }
            return seated;
        }

        /// From here on room is looked for where others go.
        void vacate() {
            vacating.begin();
            refused.clear();
        }

        /// Finds room for gangs where others go.
        void seatLater(Wishes.Wish wish) {
            for (int i = 0; i < wish.count() && isAllowed(wish); i++) {
                var gang = gang(wish, "later-" + waiting++);
                if (hopeless(gang, wish)) {
                    return;
                }
                open(wish);
                boolean seated = vacating.seat(wish, gang, reserving.taken(wish));
                reserving.shutAll();
                if (!seated) {
                    remember(gang, wish);
                    refuse(wish, gang);
                    return;
                }
                leave(wish);
                count(wish);
            }
        }

        private void count(Wishes.Wish wish) {
            holdings.add(tenant(wish), wish.shares(state), wish.fit().costPerHour());
        }

        private void remember(Gang gang, Wishes.Wish wish) {
            refused.computeIfAbsent(wish.pool(), _ -> new ArrayList<>()).add(gang);
        }

        /// Whether its tenant's limits allow it. Runs that are still stopping count, too, but not
        /// what the work itself leaves.
        private boolean isAllowed(Wishes.Wish wish) {
            if (wish.job().notBeforeMs > draft.at) {
                return false;
            }
            var from = wish.from();
            if (from != null) {
                holdings.add(from, -1);
            }
            boolean allowed =
                    holdings.allow(tenant(wish), wish.shares(state), wish.fit().costPerHour());
            if (from != null) {
                holdings.add(from, 1);
            }
            return allowed;
        }

        private boolean seatNow(Wishes.Wish wish) {
            var name = wish.job().work.name();
            int number = wish.job().runsSoFar + startsOf.getOrDefault(name, 0);
            var gang = gang(wish, Integer.toString(number));
            if (hopeless(gang, wish)) {
                return false;
            }
            open(wish);
            var placement = placer.seat(gang);
            reserving.shutAll();
            if (!(placement instanceof Placement.Placed(var seats))) {
                remember(gang, wish);
                return false;
            }
            held.add(gang.id());
            starts++;
            if (wish.from() == null) {
                start(wish, gang, seats);
            } else {
                leave(wish);
            }
            return true;
        }

        /// A job that moves starts anew when it has stopped.
        private void leave(Wishes.Wish wish) {
            var from = wish.from();
            if (from != null) {
                var to = state.setup().pools().get(wish.pool()).id();
                vacating.leave(from, "its job does better on " + to);
            }
        }

        /// Opens nodes that are kept for the work, and for those that start after it is through.
        private void open(Wishes.Wish wish) {
            long end = draft.at + wish.job().care.restartMs() + latestRest(wish);
            reserving.openFor(wish.job().work.name(), wish.pool(), end);
        }

        private Gang gang(Wishes.Wish wish, String number) {
            var work = wish.job().work;
            var id = work.name() + "#" + number;
            return Gangs.of(state.setup(), wish.pool(), id, wish.fit().shape(), work.terms());
        }

        /// Keeps nodes for the gang now or in the next round, or has it know that there is no room.
        /// A service that serves already has no gang that everything waits for.
        private void refuse(Wishes.Wish wish, Gang gang) {
            var job = wish.job();
            boolean waits = job.runs.isEmpty();
            boolean kept = waits && reserving.reserve(wish, gang, draft);
            boolean later = waits && !kept && !reserving.maySearch();
            if (later) {
                draft.wake();
            }
            if (!kept && !later && !vacating.isIn(wish.pool())) {
                var member = gang.member();
                var beside = new Needs(member.cpuMilli(), member.memoryBytes());
                var size = Room.Refused.of(gang.members(), member.devices(), beside);
                draft.add(new Event.Cramped(draft.at, wish.pool(), size));
            }
        }

        private static String tenant(Wishes.Wish wish) {
            return wish.job().tenant;
        }

        private static long latestRest(Wishes.Wish wish) {
            long rest = Amount.restMs(wish.job().work, wish.job().saved, wish.fit(), true);
            return Math.min(rest, Long.MAX_VALUE / 4);
        }

        /// Whether a gang that wants no more was refused before, and no nodes are kept for it.
        private boolean hopeless(Gang gang, Wishes.Wish wish) {
            if (state.reservations.containsKey(wish.job().work.name())) {
                return false;
            }
            for (var other : refused.getOrDefault(wish.pool(), List.of())) {
                if (other.members() <= gang.members()
                        && other.member().devices() <= gang.member().devices()
                        && other.member().cpuMilli() <= gang.member().cpuMilli()
                        && other.member().memoryBytes() <= gang.member().memoryBytes()) {
                    return true;
                }
            }
            return false;
        }

        private void start(Wishes.Wish wish, Gang gang, List<Seat> seats) {
            var job = wish.job();
            startsOf.merge(job.work.name(), 1, Integer::sum);
            draft.add(
                    new Event.RunPlaced(
                            draft.at,
                            gang.id(),
                            job.work.name(),
                            wish.pool(),
                            wish.fit(),
                            gang.member(),
                            seats));
            draft.add(
                    new Effect.Start(gang.id(), job.work, wish.fit(), seats, job.saved, job.care));
            reserving.placed(job.work.name());
        }
    }
}
