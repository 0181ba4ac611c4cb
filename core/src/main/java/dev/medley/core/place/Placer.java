package dev.medley.core.place;

import dev.medley.core.place.Placement.Placed;
import dev.medley.core.place.Placement.Refused;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides where gangs sit.
///
/// GOALS: what fits is never refused; each seat goes where the preference says it costs least;
/// domains that are in use fill up before others are touched; same cluster, same answer.
///
/// CONSTRAINTS: a gang is seated whole or not at all. Members that must be close sit in one domain.
///
/// ALGORITHM: equal members fill a node independently of other nodes, so counting seats node by
/// node says exactly whether a gang fits. Then one member after another takes the cheapest standing
/// (costs are remembered per kind of member and standing), among its nodes the one whose domains
/// have the least idle, and there the first devices that serve. Where one domain must hold the
/// gang, the one with enough seats and the least idle is taken.
///
/// EXAMPLE: nodes a and b have 8 devices each, 3 are held on b. A gang of 2 x 2 devices: both
/// members go to b (5 idle: one stays single) if the preference likes untouched nodes kept; a gang
/// of 2 x 4 puts one member on each; a gang of 4 x 4 is refused: 3 seats.
public final class Placer {

    /// Kinds of members whose costs are remembered; the one used longest ago goes first.
    private static final int MOST_RANKINGS = 512;

    private final Cluster cluster;
    private final Preference preference;
    private final Ranking.Potentials potentials;
    private final Rankings rankings = new Rankings();
    private boolean[] allowed = new boolean[8];

    private static final class Rankings extends LinkedHashMap<Member, Ranking> {
        private static final long serialVersionUID = 1;

        Rankings() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Member, Ranking> eldest) {
            return size() > MOST_RANKINGS;
        }
    }

    public Placer(Cluster cluster, Preference preference) {
        this.cluster = cluster;
        this.preference = preference;
        this.potentials = new Ranking.Potentials(preference);
    }

    public Cluster cluster() {
        return cluster;
    }

    /// Says where the gang would sit now. Nothing is held by that: `Cluster.hold` does it.
    public Placement place(Gang gang) {
        return decide(gang, false);
    }

    /// Says where the gang sits, and gives it its seats.
    public Placement seat(Gang gang) {
        if (cluster.held(gang.id()) != null) {
            throw new IllegalStateException(
                    "Gang '%s' holds devices already.".formatted(gang.id()));
        }
        return decide(gang, true);
    }

    private Placement decide(Gang gang, boolean keep) {
        // 1. Has the preference changed its mind since?
        if (preference.revise(cluster)) {
            potentials.forget();
            rankings.values().forEach(Ranking::forget);
        }
        // 2. Which pools may it use?
        allow(gang);
        // 3. Seats for everybody, near to one another if they must be.
        var ranking =
                rankings.computeIfAbsent(
                        gang.member(), kind -> new Ranking(preference, kind, potentials));
        if (gang.members() == 1) {
            return single(gang, ranking, keep);
        }
        var count = new Seats(cluster, allowed, gang.member());
        if (count.inAll() < gang.members()) {
            return refuse(gang);
        }
        var seats =
                switch (gang.closeness()) {
                    case Closeness.Anywhere() -> anywhere(gang, ranking);
                    case Closeness.Require(var tier) -> together(gang, ranking, count, tier);
                    case Closeness.Prefer(var tier) -> {
                        var close = together(gang, ranking, count, tier);
                        yield close.isEmpty() ? inFewDomains(gang, ranking, count, tier) : close;
                    }
                };
        if (seats.isEmpty()) {
            return refuse(gang);
        }
        // 4. They were taken one by one while looking: keep them so, or give them back.
        var placed = new Placed(seats.stream().map(Chosen::seat).toList());
        if (keep) {
            cluster.note(gang.id(), gang.member(), placed.seats());
        } else {
            seats.forEach(chosen -> chosen.give(cluster, gang.member()));
        }
        return placed;
    }

    /// One member is close to itself.
    private Placement single(Gang gang, Ranking ranking, boolean keep) {
        var state = cheapest(ranking);
        if (state == null) {
            return refuse(gang);
        }
        var placed = new Placed(List.of(choose(gang.member(), state, ranking)));
        if (keep) {
            cluster.hold(gang.id(), gang.member(), placed.seats());
        }
        return placed;
    }

    /// A seat that was taken while looking for the next ones.
    private record Chosen(NodeState state, Seat seat) {
        void give(Cluster cluster, Member member) {
            cluster.give(state, member, seat.devices());
        }
    }

    private void allow(Gang gang) {
        var pools = cluster.pools();
        if (allowed.length < pools.size()) {
            allowed = new boolean[2 * pools.size()];
        }
        for (int pool = 0; pool < pools.size(); pool++) {
            allowed[pool] = gang.pools().isEmpty() || gang.pools().contains(pools.get(pool));
        }
    }

    /// Why a gang finds too few seats now, near to one another or not; nothing if there are enough.
    public static List<Placement.Obstacle> obstacles(Cluster cluster, Gang gang) {
        var placer = new Placer(cluster, BestFit.of(cluster));
        placer.allow(gang);
        return new Seats(cluster, placer.allowed, gang.member()).inAll() >= gang.members()
                ? List.of()
                : Refusals.of(cluster, placer.allowed, gang);
    }

    private Refused refuse(Gang gang) {
        return new Refused(Refusals.of(cluster, allowed, gang));
    }

    // --- seats anywhere -------------------------------------------------------------------------

    private List<Chosen> anywhere(Gang gang, Ranking ranking) {
        var seats = new ArrayList<Chosen>();
        for (int member = 0; member < gang.members(); member++) {
            var state = cheapest(ranking);
            if (state == null) {
                return giveUp(gang, seats);
            }
            seats.add(sit(gang.member(), state, ranking));
        }
        return seats;
    }

    private List<Chosen> giveUp(Gang gang, List<Chosen> seats) {
        seats.forEach(chosen -> chosen.give(cluster, gang.member()));
        return List.of();
    }

    private @Nullable NodeState cheapest(Ranking ranking) {
        return preference.picks() ? picked(ranking) : first(ranking);
    }

    /// Any of the cheapest nodes, as the preference's dice fall.
    private @Nullable NodeState picked(Ranking ranking) {
        double least = Double.POSITIVE_INFINITY;
        var equals = new ArrayList<NodeState>();
        for (var state : cluster.states()) {
            var standing = state.standing;
            if (standing != null && allowed[state.pool]) {
                double cost = ranking.cost(standing);
                if (cost < least) {
                    equals.clear();
                    least = cost;
                }
                if (cost == least && cost < Double.POSITIVE_INFINITY) {
                    equals.add(state);
                }
            }
        }
        return equals.isEmpty() ? null : equals.get(preference.pick(equals.size()));
    }

    private @Nullable NodeState first(Ranking ranking) {
        var standings = cluster.standings();
        double least = Double.POSITIVE_INFINITY;
        NodeState best = null;
        for (int slot = 0; slot < standings.slots(); slot++) {
            var standing = standings.at(slot);
            if (standing == null || !allowed[standing.room.pool]) {
                continue;
            }
            double cost = ranking.cost(standing);
            if (cost < least) {
                least = cost;
                best = first(standing);
            } else if (cost == least && best != null) {
                var other = first(standing);
                best = before(other, best) ? other : best;
            }
        }
        return best;
    }

    /// Among equal nodes the one whose domains are fullest; then the one that came first.
    private NodeState first(Standing standing) {
        var best = cluster.state(standing.node(0));
        if (!cluster.tiers().isEmpty()) {
            for (int i = 1; i < standing.count(); i++) {
                var other = cluster.state(standing.node(i));
                best = before(other, best) ? other : best;
            }
        }
        return best;
    }

    private boolean before(NodeState a, NodeState b) {
        for (int tier = 0; tier < a.path.length; tier++) {
            if (a.path[tier] != b.path[tier]) {
                long left = cluster.idleAround(a, tier);
                long right = cluster.idleAround(b, tier);
                if (left != right) {
                    return left < right;
                }
            }
        }
        return a.number < b.number;
    }

    private static Seat choose(Member member, NodeState state, Ranking ranking) {
        var devices = new ArrayList<Integer>(member.devices());
        var standing = state.standing;
        if (member.isPart() && standing != null) {
            devices.add(ranking.device(state, standing));
        } else {
            for (int d = 0; devices.size() < member.devices(); d++) {
                if (state.idle(d) == Member.WHOLE) {
                    devices.add(d);
                }
            }
        }
        return new Seat(state.node.id(), devices);
    }

    private Chosen sit(Member member, NodeState state, Ranking ranking) {
        var seat = choose(member, state, ranking);
        cluster.take(state, member, seat.devices());
        return new Chosen(state, seat);
    }

    // --- seats in domains -----------------------------------------------------------------------

    private List<Chosen> together(Gang gang, Ranking ranking, Seats count, String tier) {
        if (tier.equals(Closeness.NODE)) {
            return onOneNode(gang, ranking, count);
        }
        var domains = cluster.domains(tier);
        if (domains == null) {
            return List.of();
        }
        int best = -1;
        for (int domain = 0; domain < domains.count(); domain++) {
            if (domains.idleMilli(domain) >= gang.totalMilli()
                    && (best < 0 || domains.idleMilli(domain) < domains.idleMilli(best))
                    && count.in(domains, domain) >= gang.members()) {
                best = domain;
            }
        }
        return best < 0
                ? List.of()
                : fill(gang, ranking, domains.nodes(best), gang.members(), new ArrayList<>());
    }

    private List<Chosen> onOneNode(Gang gang, Ranking ranking, Seats count) {
        NodeState best = null;
        double least = Double.POSITIVE_INFINITY;
        for (var state : cluster.states()) {
            if (state.standing != null && count.on(state) >= gang.members()) {
                double cost = ranking.cost(state.standing);
                if (cost < least || (cost == least && best != null && before(state, best))) {
                    least = cost;
                    best = state;
                }
            }
        }
        return best == null
                ? List.of()
                : fill(gang, ranking, new int[] {best.number}, gang.members(), new ArrayList<>());
    }

    /// Fills the domains with the most seats first.
    private List<Chosen> inFewDomains(Gang gang, Ranking ranking, Seats count, String tier) {
        var domains = cluster.domains(tier);
        if (domains == null) {
            return anywhere(gang, ranking);
        }
        long[] order = new long[domains.count()];
        for (int domain = 0; domain < order.length; domain++) {
            long seats = count.in(domains, domain);
            order[domain] = -(seats << 32) + domain;
        }
        Arrays.sort(order);
        List<Chosen> seats = new ArrayList<>();
        for (long entry : order) {
            int domain = (int) entry;
            long room = (domain - entry) >> 32;
            int wanted = (int) Math.min(room, gang.members() - seats.size());
            seats = fill(gang, ranking, domains.nodes(domain), wanted, seats);
        }
        return seats.size() == gang.members() ? seats : giveUp(gang, seats);
    }

    private List<Chosen> fill(
            Gang gang, Ranking ranking, int[] nodes, int members, List<Chosen> seats) {
        for (int member = 0; member < members; member++) {
            NodeState best = null;
            double least = Double.POSITIVE_INFINITY;
            for (int number : nodes) {
                var state = cluster.state(number);
                if (state.standing != null && allowed[state.pool]) {
                    double cost = ranking.cost(state.standing);
                    if (cost < least) {
                        least = cost;
                        best = state;
                    }
                }
            }
            if (best == null) {
                return giveUp(gang, seats);
            }
            seats.add(sit(gang.member(), best, ranking));
        }
        return seats;
    }
}
