package dev.medley.core.market;

/// Newton's steps on the smooth dual from prices that are about right.
///
/// GOAL: about one evaluation a step. At a low temperature few kinds waver, and demand for a pool
/// may not answer to its price at all until that has moved some way: Newton would have this price
/// leap, and halving the whole step until the dual falls holds all other prices back with it.
/// ALGORITHM (after Levenberg and Marquardt): each price has a spring of its own, stiff enough to
/// keep it from moving much farther than some temperatures for what is wanted too much or too
/// little of its pool. Springs slacken by themselves as supply meets demand. Where the dual does
/// not fall all become stiffer, which costs a small system of equations and one more evaluation.
///
/// EXAMPLE: at a temperature of 0.002 a pool of 100 devices at a price of 50 has 3 too many, and
/// nobody there wavers. Its spring gives way by 0.02 times the price: the next step sees who wants
/// them at 49.
final class CarefulSteps {

    /// Temperatures that a price moves at most, as a share of it.
    private static final double REACH = 10;

    /// Share of a pool's devices that are taken to come or go if its price doubles, whatever is
    /// seen of it.
    private static final double INELASTIC = 0.05;

    /// Share of the market's worth up to which the price of all of a pool is the barrier's trace,
    /// which may move freely.
    private static final double TRACES = 1e-5;

    private static final int TRIALS = 5;
    private static final double STIFFER = 8;
    private static final double SLACKER = 0.25;
    private static final double MOST_FALL = 0.9;
    private static final double ENOUGH = 0.01;

    /// Times their usual stiffness that springs have, as the latest steps taught.
    private double stiffness = 1;

    /// Moves the prices, at which the dual was evaluated last; it is evaluated at the new ones. The
    /// answer is how much it fell, 0 if it did not and prices stay.
    ///
    /// @param t temperature as a share of top values
    /// @param worth what supply and lots are worth together
    double step(
            SmoothDual dual,
            double[] price,
            double[] weight,
            double[] heat,
            double barrier,
            double t,
            double worth) {
        int n = price.length;
        double before = dual.value;
        double[] old = price.clone();
        double[] push = new double[n];
        double[] spring = new double[n];
        var curvature = new double[n][];
        for (int r = 0; r < n; r++) {
            push[r] = -dual.slack[r];
            curvature[r] = dual.priceCurvature[r].clone();
            double supply = dual.book.capacity[r];
            double wrong = Math.abs(dual.slack[r] + barrier / old[r]);
            boolean free = old[r] * supply <= TRACES * worth;
            spring[r] = free ? 0 : (wrong / (REACH * t) + INELASTIC * supply) / old[r];
        }
        for (int trial = 0; trial < TRIALS; trial++) {
            double slope = move(price, old, push, curvature, spring);
            dual.evaluate(price, weight, heat, barrier, 1);
            if (slope < 0 && dual.value <= before + ENOUGH * slope) {
                stiffness = Math.max(1, stiffness * SLACKER);
                return before - dual.value;
            }
            stiffness *= STIFFER;
        }
        System.arraycopy(old, 0, price, 0, n);
        dual.evaluate(price, weight, heat, barrier, 1);
        return 0;
    }

    /// Sets prices to where springs let them go; the answer is how much the dual would fall if it
    /// were a plane.
    private double move(
            double[] price, double[] old, double[] push, double[][] curvature, double[] spring) {
        var system = new double[price.length][];
        for (int r = 0; r < price.length; r++) {
            system[r] = curvature[r].clone();
            system[r][r] += stiffness * spring[r];
        }
        double[] way = Cholesky.solve(system, push);
        double slope = 0;
        for (int r = 0; r < price.length; r++) {
            price[r] = Math.max(old[r] + way[r], (1 - MOST_FALL) * old[r]);
            slope -= (price[r] - old[r]) * push[r];
        }
        return slope;
    }
}
