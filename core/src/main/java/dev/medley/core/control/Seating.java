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
import dev.medley.core.work.InferenceService;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
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

    void seat(State state, Wishes wishes, Draft draft) {
        var trial = new Trial(state, draft, placer(state.cluster), wishes.vacating(state));
        try {
            for (var wish : ordered(state, wishes.seats())) {
                if (trial.starts >= MOST_STARTS) {
                    draft.wake();
                    break;
                }
                trial.seat(wish);
            }
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
        private final Reserving reserving;
        private final List<String> held = new ArrayList<>();
        private final Holdings holdings;
        private final TreeMap<Integer, List<Gang>> refused = new TreeMap<>();
        private final TreeMap<String, Integer> startsOf = new TreeMap<>();
        private final SortedSet<Integer> vacating;
        private int starts;

        Trial(State state, Draft draft, Placer placer, SortedSet<Integer> vacating) {
            this.state = state;
            this.draft = draft;
            this.placer = placer;
            this.vacating = vacating;
            this.reserving = new Reserving(state, draft.at);
            this.holdings = new Holdings(state);
            reserving.shutAll();
        }

        void undo() {
            held.forEach(state.cluster::release);
            reserving.openAll();
        }

        void seat(Wishes.Wish wish) {
            var job = wish.job();
            if (job.notBeforeMs > draft.at) {
                return;
            }
            var name = job.work.name();
            for (int i = 0; i < wish.count() && starts < MOST_STARTS; i++) {
                int number = job.runsSoFar + startsOf.getOrDefault(name, 0);
                var gang =
                        Gangs.of(
                                state.setup(),
                                wish.pool(),
                                name + "#" + number,
                                wish.fit().shape(),
                                job.work.terms());
                // Runs that are still stopping count against the tenant's limits, too.
                long shares = shares(wish, gang);
                double cost = wish.fit().costPerHour();
                if (!holdings.allow(job.work.terms().tenant(), shares, cost) || !seat(wish, gang)) {
                    return;
                }
            }
        }

        private boolean seat(Wishes.Wish wish, Gang gang) {
            var name = wish.job().work.name();
            boolean known = state.reservations.containsKey(name);
            if (!known && hopeless(gang, wish.pool())) {
                return false;
            }
            long end = draft.at + wish.job().care.restartMs() + latestRest(wish);
            reserving.openFor(name, wish.pool(), end);
            var placement = placer.seat(gang);
            reserving.shutAll();
            return switch (placement) {
                case Placement.Placed(var seats) -> {
                    start(wish, gang, seats);
                    yield true;
                }
                case Placement.Refused _ -> {
                    refused.computeIfAbsent(wish.pool(), _ -> new ArrayList<>()).add(gang);
                    refuse(wish, gang);
                    yield false;
                }
            };
        }

        /// Keeps nodes for the gang now or in the next round, or has it know that there is no room.
        /// A service that serves already has no gang that everything waits for.
        private void refuse(Wishes.Wish wish, Gang gang) {
            var job = wish.job();
            boolean waits = !(job.work instanceof InferenceService) || job.runs.isEmpty();
            boolean kept = waits && reserving.reserve(wish, gang, draft);
            boolean later = waits && !kept && !reserving.maySearch();
            if (later) {
                draft.wake();
            }
            if (!kept && !later && !vacating.contains(wish.pool())) {
                var member = gang.member();
                var beside = new Needs(member.cpuMilli(), member.memoryBytes());
                var size = Room.Refused.of(gang.members(), member.devices(), beside);
                draft.add(new Event.Cramped(draft.at, wish.pool(), size));
            }
        }

        private long shares(Wishes.Wish wish, Gang gang) {
            var pool = state.setup().pools().get(wish.pool());
            return pool.carving().shares(gang.totalMilli() / 1000);
        }

        private static long latestRest(Wishes.Wish wish) {
            long rest = Amount.restMs(wish.job().work, wish.job().saved, wish.fit(), true);
            return Math.min(rest, Long.MAX_VALUE / 4);
        }

        /// Whether a gang that wants no more was refused before.
        private boolean hopeless(Gang gang, int pool) {
            for (var other : refused.getOrDefault(pool, List.of())) {
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
            held.add(gang.id());
            starts++;
            startsOf.merge(job.work.name(), 1, Integer::sum);
            holdings.add(job.work.terms().tenant(), shares(wish, gang), wish.fit().costPerHour());
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
