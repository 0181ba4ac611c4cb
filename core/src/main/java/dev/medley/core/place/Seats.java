package dev.medley.core.place;

import java.util.Arrays;

/// Counts how many members of a gang find a seat, as the cluster is now. Equal nodes are counted
/// once.
final class Seats {

    /// More than any gang: members without needs have no end of seats.
    private static final int ENDLESS = Integer.MAX_VALUE / 2;

    private final Cluster cluster;
    private final boolean[] allowed;
    private final Member member;
    private final int[] bySlot;

    Seats(Cluster cluster, boolean[] allowed, Member member) {
        this.cluster = cluster;
        this.allowed = allowed;
        this.member = member;
        this.bySlot = new int[cluster.standings().slots()];
        Arrays.fill(bySlot, -1);
    }

    /// In the whole cluster.
    long inAll() {
        var standings = cluster.standings();
        long seats = 0;
        for (int slot = 0; slot < bySlot.length; slot++) {
            var standing = standings.at(slot);
            if (standing != null) {
                seats += (long) standing.count() * on(standing);
            }
        }
        return seats;
    }

    /// On the nodes of a domain.
    long in(Domains domains, int domain) {
        if (domains.idleMilli(domain) < member.totalMilli()) {
            return 0;
        }
        long seats = 0;
        for (int node : domains.nodes(domain)) {
            seats += on(cluster.state(node));
        }
        return Math.min(ENDLESS, seats);
    }

    int on(NodeState state) {
        return state.standing == null ? 0 : on(state.standing);
    }

    private int on(Standing standing) {
        if (bySlot[standing.slot] < 0) {
            bySlot[standing.slot] =
                    allowed[standing.room.pool]
                            ? (int) Math.min(ENDLESS, standing.room.seats(member))
                            : 0;
        }
        return bySlot[standing.slot];
    }
}
