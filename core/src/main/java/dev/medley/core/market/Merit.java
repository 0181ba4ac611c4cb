package dev.medley.core.market;

/// The objective as the plan search sees it: what a change of a group's value is worth, in the
/// units of the dual. Plain groups count as they are. Utilities are followed by slope and bend at
/// where the group stands. Below its floor a group's loss costs far more than its weight says, so
/// that the search gets back above it.
final class Merit {
    private static final double BELOW_FLOOR = 4;

    private final Goal goal;
    private final double[] received;
    private final double[] slope;
    private final double[] bend;
    private final double[] penalty;

    Merit(Goal goal, double[] received, double[] weight) {
        this.goal = goal;
        this.received = received;
        this.slope = new double[goal.groups()];
        this.bend = new double[goal.groups()];
        this.penalty = new double[goal.groups()];
        double most = 0;
        for (int g = 0; g < slope.length; g++) {
            most = Math.max(most, weight[g]);
        }
        for (int g = 0; g < slope.length; g++) {
            penalty[g] = BELOW_FLOOR * Math.max(weight[g], 0.25 * most);
            refresh(g);
        }
    }

    /// What it is worth that the group receives so much more.
    double change(int group, double more) {
        if (goal.isPlain(group)) {
            return more;
        }
        if (goal.hasFloor(group)) {
            double before = Math.min(0, received[group] - goal.floor(group));
            double after = Math.min(0, received[group] + more - goal.floor(group));
            return penalty[group] * (after - before);
        }
        return more * (slope[group] + 0.5 * bend[group] * more);
    }

    /// To be called after a group's value has changed.
    void refresh(int group) {
        if (goal.hasUtility(group)) {
            double at = Math.max(received[group], 1);
            slope[group] = goal.marginal(group, at);
            bend[group] = -goal.alpha() * slope[group] / at;
        }
    }

    /// Whether every floor is kept.
    boolean floorsKept() {
        for (int g = 0; g < slope.length; g++) {
            if (goal.hasFloor(g) && received[g] < goal.floor(g)) {
                return false;
            }
        }
        return true;
    }

    /// The objective of the plan as it stands.
    double objective() {
        double sum = 0;
        for (int g = 0; g < slope.length; g++) {
            sum += goal.utility(g, received[g]);
        }
        return sum;
    }
}
