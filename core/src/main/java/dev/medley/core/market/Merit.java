package dev.medley.core.market;

/// The objective as the plan search sees it: what a change of a group's value is worth, in the
/// units of the dual. Plain groups count as they are. Utilities are followed by slope and bend at
/// where the group stands. A floor is a wall like those of the pools: below it value is dear, above
/// it worth little, and nothing in the end.
final class Merit {
    private static final double BELOW_FLOOR = 4;
    private static final double SMALL_STEP = 0.05;
    private static final double RESERVE = 0.01;

    private final Goal goal;
    private final double[] received;
    private final double[] weight;
    private final double[] slope;
    private final double[] bend;
    private final double[] reserve;
    private final double[] below;
    private final double[] above;
    private double most;

    /// With strict floors.
    Merit(Goal goal, double[] received, double[] weight) {
        this.goal = goal;
        this.received = received.clone();
        this.weight = weight;
        this.slope = new double[goal.groups()];
        this.bend = new double[goal.groups()];
        this.reserve = new double[goal.groups()];
        this.below = new double[goal.groups()];
        this.above = new double[goal.groups()];
        for (int g = 0; g < slope.length; g++) {
            most = Math.max(most, weight[g]);
            if (goal.hasUtility(g)) {
                reserve[g] = RESERVE * goal.demanded(g, weight[g]);
                refresh(g);
            }
        }
        for (int g = 0; g < slope.length; g++) {
            below[g] = BELOW_FLOOR * Math.max(weight[g], 0.25 * most);
        }
    }

    /// Softens floors: at firmness 0 value counts with its dual weight on both sides.
    void setFloors(double firmness, double progress) {
        for (int g = 0; g < below.length; g++) {
            above[g] = weight[g] * (1 - firmness);
            below[g] = weight[g] + (3 * weight[g] + 0.25 * most) * firmness * (1 + 5 * progress);
        }
    }

    /// What it is worth that the group receives so much more.
    double change(int group, double more) {
        if (goal.isPlain(group)) {
            return more;
        }
        if (goal.hasFloor(group)) {
            double before = received[group] - goal.floor(group);
            double after = before + more;
            return below[group] * (Math.min(0, after) - Math.min(0, before))
                    + above[group] * (Math.max(0, after) - Math.max(0, before));
        }
        double now = received[group];
        if (Math.abs(more) < SMALL_STEP * now) {
            return more * (slope[group] + 0.5 * bend[group] * more);
        }
        return goal.utility(group, Math.max(now + more, reserve[group]))
                - goal.utility(group, Math.max(now, reserve[group]));
    }

    /// The group now receives so much more.
    void receive(int group, double more) {
        received[group] += more;
        if (goal.hasUtility(group)) {
            refresh(group);
        }
    }

    private void refresh(int group) {
        double at = Math.max(received[group], reserve[group]);
        slope[group] = goal.marginal(group, at);
        bend[group] = -goal.alpha() * slope[group] / at;
    }

    /// What the groups themselves lose against the dual: missing below floors, and utility that
    /// stands elsewhere than where the dual weight expects it.
    double lost() {
        double lost = 0;
        for (int g = 0; g < slope.length; g++) {
            if (goal.hasFloor(g)) {
                lost += below[g] * Math.max(0, goal.floor(g) - received[g]);
            } else if (goal.hasUtility(g)) {
                double at = Math.max(received[g], reserve[g]);
                lost += goal.conjugate(g, weight[g]) + weight[g] * at - goal.utility(g, at);
            }
        }
        return lost;
    }

    /// Whether every floor is kept.
    boolean floorsKept() {
        return floorsKept(goal, received);
    }

    /// The objective of the plan as it stands.
    double objective() {
        return objective(goal, received);
    }

    static boolean floorsKept(Goal goal, double[] received) {
        for (int g = 0; g < received.length; g++) {
            if (goal.hasFloor(g) && received[g] < goal.floor(g)) {
                return false;
            }
        }
        return true;
    }

    static double objective(Goal goal, double[] received) {
        double sum = 0;
        for (int g = 0; g < received.length; g++) {
            sum += goal.utility(g, received[g]);
        }
        return sum;
    }
}
