package dev.medley.core.market;

import java.util.Arrays;

/// What one stage maximises, as groups of kinds. Each group's value V enters in one of three ways:
/// **plain** (as it is), under a **floor** (V must reach F, and counts no further), or through a
/// tenant's **utility**. In the dual the group has a weight y by which its bids' values are
/// multiplied: 1 if plain, otherwise a variable whose cost is [#conjugate].
final class Goal {
    static final int ABSENT = -1;

    /// Group of each kind, or [#ABSENT].
    final int[] groupOf;

    private final int groups;
    private final double alpha;
    private final boolean[] plain;
    private final double[] floor;
    private final double[] weight;
    private final double[] entitlement;

    Goal(int[] groupOf, int groups, double alpha) {
        this.groupOf = groupOf;
        this.groups = groups;
        this.alpha = alpha;
        this.plain = new boolean[groups];
        this.floor = new double[groups];
        this.weight = new double[groups];
        this.entitlement = new double[groups];
        Arrays.fill(plain, true);
    }

    /// Total value of everything.
    static Goal totalValue(Book book) {
        return new Goal(new int[book.kinds()], 1, 0);
    }

    Goal withFloor(int group, double least) {
        plain[group] = false;
        floor[group] = least;
        return this;
    }

    Goal withUtility(int group, double tenantWeight, double tenantEntitlement) {
        plain[group] = false;
        floor[group] = -1;
        weight[group] = tenantWeight;
        entitlement[group] = tenantEntitlement;
        return this;
    }

    /// Without the groups that are under a floor.
    Goal withoutFloors() {
        int[] present = groupOf.clone();
        for (int kind = 0; kind < present.length; kind++) {
            if (present[kind] >= 0 && hasFloor(present[kind])) {
                present[kind] = ABSENT;
            }
        }
        return new Goal(present, groups, alpha);
    }

    /// These floors, higher by somewhat more than what a plan missed of the real ones.
    Goal withFloorsRaised(Goal real, double[] received) {
        var goal = withAlpha(alpha);
        for (int g = 0; g < groups; g++) {
            if (hasFloor(g)) {
                goal.floor[g] += 1.2 * Math.max(0, real.floor[g] - received[g]);
            }
        }
        return goal;
    }

    /// The same groups under another alpha.
    Goal withAlpha(double other) {
        var goal = new Goal(groupOf, groups, other);
        System.arraycopy(plain, 0, goal.plain, 0, groups);
        System.arraycopy(floor, 0, goal.floor, 0, groups);
        System.arraycopy(weight, 0, goal.weight, 0, groups);
        System.arraycopy(entitlement, 0, goal.entitlement, 0, groups);
        return goal;
    }

    int groups() {
        return groups;
    }

    double alpha() {
        return alpha;
    }

    boolean isPlain(int group) {
        return plain[group];
    }

    boolean hasFloor(int group) {
        return !plain[group] && floor[group] >= 0;
    }

    boolean hasFloors() {
        for (int g = 0; g < groups; g++) {
            if (hasFloor(g)) {
                return true;
            }
        }
        return false;
    }

    boolean hasUtility(int group) {
        return !plain[group] && floor[group] < 0;
    }

    double entitlement(int group) {
        return entitlement[group];
    }

    double floor(int group) {
        return floor[group];
    }

    /// The group's share in the stage's objective. A floor has none.
    double utility(int group, double received) {
        if (plain[group]) {
            return received;
        }
        if (floor[group] >= 0) {
            return 0;
        }
        return of(group).of(received);
    }

    private Utility of(int group) {
        return new Utility(alpha, weight[group], entitlement[group]);
    }

    /// What one more unit of value is worth to the group.
    double marginal(int group, double received) {
        if (!hasUtility(group)) {
            return plain[group] ? 1 : 0;
        }
        return of(group).marginal(received);
    }

    /// The value at which the marginal utility has fallen to y.
    double demanded(int group, double y) {
        return of(group).demanded(y);
    }

    /// How much better than this objective the bound is, as a share of the bound.
    double gap(double objective, double bound) {
        if (alpha == 0) {
            return bound > 0 ? Math.max(0, (bound - objective) / bound) : 0;
        }
        double weights = 0;
        for (int g = 0; g < groups; g++) {
            weights += hasUtility(g) ? weight[g] : 0;
        }
        return Utility.gap(alpha, weights, objective, bound);
    }

    /// The cost of weight y in the dual: the greatest of utility(V) - y V; for a floor -y F.
    double conjugate(int group, double y) {
        if (plain[group]) {
            return 0;
        }
        if (floor[group] >= 0) {
            return -y * floor[group];
        }
        return of(group).conjugate(y);
    }
}
