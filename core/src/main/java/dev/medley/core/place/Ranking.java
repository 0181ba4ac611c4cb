package dev.medley.core.place;

import java.util.Arrays;

/// What a seat for one kind of member costs on each standing, worked out once per standing.
final class Ranking {

    private final Preference preference;
    private final Member member;
    private final Potentials potentials;
    private final Room after;
    private double[] cost = new double[64];
    private long[] stamp = new long[64];

    Ranking(Preference preference, Member member, Potentials potentials) {
        this.preference = preference;
        this.member = member;
        this.potentials = potentials;
        this.after = new Room(16);
    }

    /// Infinite where the member does not fit.
    double cost(Standing standing) {
        int slot = standing.slot;
        if (slot >= stamp.length) {
            int size = Math.max(2 * stamp.length, slot + 1);
            cost = Arrays.copyOf(cost, size);
            stamp = Arrays.copyOf(stamp, size);
        }
        if (stamp[slot] != standing.stamp) {
            cost[slot] = evaluate(standing);
            stamp[slot] = standing.stamp;
        }
        return cost[slot];
    }

    void forget() {
        Arrays.fill(stamp, 0);
    }

    private double evaluate(Standing standing) {
        var room = standing.room;
        if (!room.fits(member)) {
            return Double.POSITIVE_INFINITY;
        }
        if (!member.isPart()) {
            after.set(room);
            take();
            // Sorted: untouched devices stand last.
            Arrays.fill(after.idle, room.devices - member.devices(), room.devices, 0);
            return priced(standing);
        }
        double best = Double.POSITIVE_INFINITY;
        for (int d = 0; d < room.devices; d++) {
            best = Math.min(best, costOn(standing, d));
        }
        return best;
    }

    /// The cost of a part on the device at this place among the standing's sorted devices; the same
    /// for equal devices, of which only the first counts.
    private double costOn(Standing standing, int sorted) {
        var room = standing.room;
        int idle = room.idle[sorted];
        if (idle < member.deviceMilli() || (sorted > 0 && room.idle[sorted - 1] == idle)) {
            return Double.POSITIVE_INFINITY;
        }
        after.set(room);
        take();
        after.idle[sorted] -= member.deviceMilli();
        double cost = priced(standing);
        return idle == Member.WHOLE ? cost - preference.opening(member) : cost;
    }

    private void take() {
        after.cpuMilli -= member.cpuMilli();
        after.memoryBytes -= member.memoryBytes();
    }

    private double priced(Standing standing) {
        return preference.cost(
                potentials.of(standing), preference.potential(after), member, after.pool);
    }

    /// The device that a part takes on a node of this standing: the first among the cheapest.
    int device(NodeState state, Standing standing) {
        double best = cost(standing);
        var room = standing.room;
        int chosen = -1;
        for (int d = 0; d < state.used.length; d++) {
            int idle = state.idle(d);
            if (idle < member.deviceMilli() || (chosen >= 0 && !better(idle, state.idle(chosen)))) {
                continue;
            }
            int sorted = Arrays.binarySearch(room.idle, 0, room.devices, idle);
            while (sorted > 0 && room.idle[sorted - 1] == idle) {
                sorted--;
            }
            if (costOn(standing, sorted) == best) {
                chosen = d;
            }
        }
        return chosen;
    }

    private boolean better(int idle, int than) {
        return preference.fullestDevice() && idle < than;
    }

    /// Potentials of standings, worked out once for all rankings.
    static final class Potentials {
        private final Preference preference;
        private double[] value = new double[64];
        private long[] stamp = new long[64];

        Potentials(Preference preference) {
            this.preference = preference;
        }

        double of(Standing standing) {
            int slot = standing.slot;
            if (slot >= stamp.length) {
                int size = Math.max(2 * stamp.length, slot + 1);
                value = Arrays.copyOf(value, size);
                stamp = Arrays.copyOf(stamp, size);
            }
            if (stamp[slot] != standing.stamp) {
                value[slot] = preference.potential(standing.room);
                stamp[slot] = standing.stamp;
            }
            return value[slot];
        }

        void forget() {
            Arrays.fill(stamp, 0);
        }
    }
}
