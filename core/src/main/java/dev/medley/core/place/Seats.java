package dev.medley.core.place;

/// Counts how many members of a gang find a seat.
final class Seats {

    private Seats() {}

    /// In the whole cluster.
    static long count(Cluster cluster, boolean[] allowed, Gang gang) {
        var standings = cluster.standings();
        long seats = 0;
        for (int slot = 0; slot < standings.slots(); slot++) {
            var standing = standings.at(slot);
            if (standing != null && allowed[standing.room.pool]) {
                seats = plus(seats, standing.count(), standing.room.seats(gang.member()));
            }
        }
        return seats;
    }

    /// On some nodes, by number.
    static long within(Cluster cluster, boolean[] allowed, Gang gang, int[] nodes) {
        long seats = 0;
        for (int node : nodes) {
            seats = plus(seats, 1, on(cluster.state(node), allowed, gang));
        }
        return seats;
    }

    static long on(NodeState state, boolean[] allowed, Gang gang) {
        var standing = state.standing;
        return standing == null || !allowed[state.pool] ? 0 : standing.room.seats(gang.member());
    }

    /// Members without any needs have no end of seats; more than any gang are as good as that.
    private static long plus(long seats, int nodes, long each) {
        return Math.min(Integer.MAX_VALUE, seats + nodes * Math.min(each, Integer.MAX_VALUE / 2));
    }
}
