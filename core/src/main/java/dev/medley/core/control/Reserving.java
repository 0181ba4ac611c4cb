package dev.medley.core.control;

import dev.medley.core.place.Gang;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps nodes for gangs that bought devices but found no room, so that smaller work does not take
/// them one by one for ever.
///
/// ALGORITHM: the nodes that can seat the gang soonest, by when their runs are predicted to end,
/// are kept. Others may use them meanwhile if even at the slow end of their band they are through
/// before. A gang that has waited for the setup's patience has runs moved out of its way
/// ([Eviction]) where that makes room for all of it. Nothing is kept where neither waiting nor
/// moving would ever make room: what was sold to such a gang would idle.
final class Reserving {

    /// Nodes are kept for so many gangs at a time.
    private static final int MOST = 8;

    /// An estimate is written down again when it is off by so much.
    private static final long NOTEWORTHY_MS = 300_000;

    /// Other nodes are looked for this long after the last search.
    private static final long SEARCH_AGAIN_MS = 300_000;

    /// Nodes are looked for so many times in a round; whoever comes later is served in the next.
    private static final int MOST_SEARCHES = 2;

    private final State state;
    private final long at;
    private int searches;
    private final Vacancies vacancies;
    private final TreeMap<String, Reservation> kept;
    private final TreeSet<String> stillWanted = new TreeSet<>();

    Reserving(State state, long at) {
        this.state = state;
        this.at = at;
        this.vacancies = new Vacancies(state, at);
        this.kept = new TreeMap<>(state.reservations);
    }

    // --- who may sit on kept nodes --------------------------------------------------------------

    void shutAll() {
        kept.values().forEach(reservation -> shut(reservation, true));
    }

    void openAll() {
        kept.values().forEach(reservation -> shut(reservation, false));
    }

    /// Opens what is kept for this work, and for those that start only after it is through.
    void openFor(String work, int pool, long endMs) {
        for (var reservation : kept.values()) {
            boolean own = reservation.work().equals(work);
            boolean before =
                    reservation.startMs() != Reservation.UNKNOWN && endMs <= reservation.startMs();
            if (own || (reservation.pool() == pool && before)) {
                shut(reservation, false);
            }
        }
    }

    private void shut(Reservation reservation, boolean shut) {
        for (var node : reservation.nodes().keySet()) {
            var machine = state.machines.get(node);
            if (machine != null) {
                state.cluster.setCordoned(node, shut || !machine.inService());
            }
        }
    }

    void placed(String work) {
        var reservation = kept.remove(work);
        if (reservation != null) {
            shut(reservation, false);
        }
    }

    // --- keeping nodes --------------------------------------------------------------------------

    /// Keeps nodes for a gang that was refused, or goes on keeping them; says whether it does.
    boolean reserve(Wishes.Wish wish, Gang gang, Draft draft) {
        var work = wish.job().work.name();
        var before = kept.get(work);
        if (stillWanted.contains(work)) {
            return true;
        }
        if (before == null && kept.size() >= MOST) {
            return false;
        }
        var reservation = before == null ? null : onTheSame(wish, gang, before);
        boolean stale = before == null || reservation == null || isStale(before, reservation);
        if (stale && maySearch()) {
            searches++;
            reservation =
                    before != null && isImpatient(before)
                            ? emptied(wish, gang, before, draft)
                            : search(wish, gang, before);
        }
        if (reservation == null) {
            return false;
        }
        stillWanted.add(work);
        if (before == null || isNews(before, reservation)) {
            draft.add(new Event.Reserved(at, reservation));
        }
        if (before != null) {
            shut(before, false);
        }
        kept.put(work, reservation);
        shutAll();
        return true;
    }

    /// Whether another gang's nodes would still be looked for in this round.
    boolean maySearch() {
        return searches < MOST_SEARCHES;
    }

    /// Gives up what nobody asked for in this round.
    void close(Draft draft) {
        for (var work : kept.keySet()) {
            if (state.reservations.containsKey(work) && !stillWanted.contains(work)) {
                draft.add(new Event.Unreserved(at, work));
            }
        }
    }

    /// The same nodes again, with estimates of now, if they still serve.
    private @Nullable Reservation onTheSame(Wishes.Wish wish, Gang gang, Reservation before) {
        if (before.pool() != wish.pool() || before.members() != gang.members()) {
            return null;
        }
        for (var node : before.nodes().keySet()) {
            var machine = state.machines.get(node);
            if (machine == null || !machine.inService()) {
                return null;
            }
        }
        return on(before.nodes(), wish, gang, before.sinceMs(), before.searchedMs());
    }

    /// Whether it has become later, or nobody has looked for other nodes for long.
    private boolean isStale(Reservation before, Reservation now) {
        return at - before.searchedMs() >= SEARCH_AGAIN_MS
                || now.startMs() - NOTEWORTHY_MS > Math.max(at, before.startMs());
    }

    private boolean isImpatient(Reservation before) {
        return at - before.sinceMs() >= state.setup().timing().patienceMs();
    }

    private @Nullable Reservation search(
            Wishes.Wish wish, Gang gang, @Nullable Reservation before) {
        var taken = taken(wish);
        var nodes = vacancies.soonest(wish.pool(), gang, taken, run -> Ends.of(run, at));
        if (nodes.isEmpty()) {
            return null;
        }
        long since = before == null ? at : before.sinceMs();
        var found = on(nodes, wish, gang, since, at);
        if (found.startMs() != Reservation.UNKNOWN) {
            return found;
        }
        // Somebody stays there for good, unless they can be moved.
        var eviction = new Eviction(state, at, wish.job(), gang);
        var others = vacancies.soonest(wish.pool(), gang, taken, eviction::easeInTime);
        boolean hopeless =
                vacancies.allFree(others, gang.member(), eviction::easeInTime)
                        == Reservation.UNKNOWN;
        return hopeless ? null : on(others, wish, gang, since, at);
    }

    /// The nodes that are easiest to empty, with runs asked to leave them; those that are free
    /// soonest where none can be.
    private @Nullable Reservation emptied(
            Wishes.Wish wish, Gang gang, Reservation before, Draft draft) {
        var eviction = new Eviction(state, at, wish.job(), gang);
        var nodes = vacancies.soonest(wish.pool(), gang, taken(wish), eviction::ease);
        if (nodes.isEmpty()
                || vacancies.allFree(nodes, gang.member(), eviction::ease) == Reservation.UNKNOWN) {
            return search(wish, gang, before);
        }
        eviction.empty(nodes, draft);
        return on(nodes, wish, gang, before.sinceMs(), at);
    }

    /// Nodes that are kept for others.
    Set<String> taken(Wishes.Wish wish) {
        var taken = new TreeSet<String>();
        for (var other : kept.values()) {
            if (!other.work().equals(wish.job().work.name())) {
                taken.addAll(other.nodes().keySet());
            }
        }
        return taken;
    }

    private Reservation on(
            SortedMap<String, Integer> nodes,
            Wishes.Wish wish,
            Gang gang,
            long sinceMs,
            long searchedMs) {
        var member = gang.member();
        return new Reservation(
                wish.job().work.name(),
                wish.pool(),
                nodes,
                sinceMs,
                searchedMs,
                vacancies.allFree(nodes, member, run -> Ends.of(run, at)),
                vacancies.allFree(nodes, member, run -> Ends.earliest(run, at)),
                vacancies.allFree(nodes, member, run -> Ends.latest(run, at)));
    }

    private static boolean isNews(Reservation before, Reservation now) {
        return before.searchedMs() != now.searchedMs()
                || !before.nodes().equals(now.nodes())
                || Math.abs(before.startMs() - now.startMs()) > NOTEWORTHY_MS;
    }
}
