package dev.medley.core.place;

/// What parts of a device are worth to an operator that never refuses what fits, from a linear
/// programme of devices filling up.
///
/// GOALS: a worth for every size, so that a hole of g thousandths is worth what the best sizes can
/// make of it; and when large parts should find no untouched device any more.
///
/// CONSTRAINTS: sizes arrive in fixed proportions up to a load of `HORIZON`. Nobody is refused who
/// fits; so size s is taken until some load T(s), and no larger size is taken longer than a
/// smaller. What is taken must be packed into devices.
///
/// ALGORITHM: patterns are multisets of sizes that fill one device; x(p) devices get pattern p.
/// With demand d(s) per device and unit of load: most of sum s d(s) T(s), while sum over p of n(p,
/// s) x(p) >= d(s) T(s) for every s, sum x(p) <= 1, T(larger) <= T(smaller) <= HORIZON. Column
/// generation: the dual u(s) of the first rows is what a piece of size s is worth; the best new
/// pattern is an unbounded knapsack over a thousand milli. The optimum of the knapsack for every g
/// is V(g), the worth of a hole.
///
/// EXAMPLE: sizes 810 and 470, equally frequent. An 810 takes a device alone (worth 1000), two 470
/// share one (worth 500 each); V(530) = 500, V(190) = 0: leaving 190 loses 190.
///
/// The patterns are those of Gilmore and Gomory's cutting stock (1961).
final class Saturation {

    /// Load up to which arrivals are foreseen, in units of the capacity: beyond full, so that what
    /// comes after the largest sizes find no room still counts, and no more than that: devices
    /// opened in hope of later partners stay half empty if these do not come.
    static final double HORIZON = 1.1;

    private static final int WHOLE = Member.WHOLE;
    private static final double EPSILON = 1e-9;
    private static final int MOST_PIVOTS = 5000;

    private final int[] sizes;
    private final double[] demand;
    private final int count;
    private final SimplexBasis basis;
    private double[] duals = new double[0];

    /// Worth of each thousandth more of a hole: V.
    private final double[] worth = new double[WHOLE + 1];

    /// Worth of a piece of each size: u; of what is no size, that of the next larger one.
    private final double[] pieces = new double[WHOLE + 1];

    /// Devices, of all, whose patterns hold no piece worth a whole device.
    private double sharedDevices;

    /// Load until which the largest size is taken.
    private double shut = HORIZON;

    /// @param sizes rising, from 1 to 1000
    /// @param demand how many pieces of each size arrive, in any unit
    Saturation(int[] sizes, double[] demand) {
        this.sizes = sizes.clone();
        this.count = sizes.length;
        this.demand = demand.clone();
        double total = 0;
        for (int s = 0; s < count; s++) {
            total += demand[s] * sizes[s];
        }
        for (int s = 0; s < count; s++) {
            this.demand[s] *= WHOLE / total;
        }
        this.basis = new SimplexBasis(rightHandSide());
        solve();
        read();
    }

    double[] worth() {
        return worth;
    }

    double piece(int size) {
        return pieces[size];
    }

    double sharedDevices() {
        return sharedDevices;
    }

    double shut() {
        return shut;
    }

    /// Pieces per device and unit of load.
    double demand(int index) {
        return demand[index];
    }

    int[] sizes() {
        return sizes;
    }

    /// Rows: packing of each size, devices, T(smallest) <= HORIZON, T(next) <= T(smaller).
    private double[] rightHandSide() {
        double[] limit = new double[2 * count + 1];
        limit[count] = 1;
        limit[count + 1] = HORIZON;
        for (int row = 0; row < limit.length; row++) {
            limit[row] +=
                    1e-7 * (1 + 0.01 * row); // Ties would let the simplex go round in circles.
        }
        return limit;
    }

    private void solve() {
        for (int s = 0; s < count; s++) {
            double[] column = new double[2 * count + 1];
            column[s] = demand[s];
            column[count + 1 + s] = 1;
            if (s + 1 < count) {
                column[count + 2 + s] = -1;
            }
            basis.offer(column, demand[s] * sizes[s]);
        }
        for (int pivot = 0; pivot < MOST_PIVOTS; pivot++) {
            duals = basis.duals();
            double[] best = knapsack(duals);
            double gain = best[WHOLE] - duals[count];
            if (gain > EPSILON && gain >= basis.bestGain()) {
                basis.enter(basis.offer(pattern(best, duals), 0));
            } else if (!basis.improve(EPSILON)) {
                return;
            }
        }
    }

    /// The most that pieces can make of each hole.
    private double[] knapsack(double[] piece) {
        double[] best = new double[WHOLE + 1];
        for (int g = 1; g <= WHOLE; g++) {
            best[g] = best[g - 1];
            for (int s = 0; s < count && sizes[s] <= g; s++) {
                best[g] = Math.max(best[g], best[g - sizes[s]] + piece[s]);
            }
        }
        return best;
    }

    /// The pieces behind the best filling of a whole device.
    private double[] pattern(double[] best, double[] piece) {
        double[] column = new double[2 * count + 1];
        column[count] = 1;
        int g = WHOLE;
        while (g > 0) {
            int taken = -1;
            for (int s = 0; s < count && sizes[s] <= g && best[g] != best[g - 1]; s++) {
                if (best[g] == best[g - sizes[s]] + piece[s]) {
                    taken = s;
                }
            }
            if (taken >= 0) {
                column[taken]--;
            }
            g -= taken < 0 ? 1 : sizes[taken];
        }
        return column;
    }

    private void read() {
        double[] best = knapsack(duals);
        double scale = best[WHOLE] > 0 ? WHOLE / best[WHOLE] : 0;
        for (int g = 0; g <= WHOLE; g++) {
            worth[g] = scale * best[g];
        }
        double whole = WHOLE - 1e-3;
        int next = 0;
        for (int g = 1; g <= WHOLE; g++) {
            next += next < count - 1 && sizes[next] < g ? 1 : 0;
            pieces[g] = scale * Math.max(0, duals[next]);
        }
        basis.eachColumn(
                (column, level) -> {
                    if (column[count] == 0) {
                        if (count > 0 && column[2 * count] == 1) {
                            shut = level;
                        }
                        return;
                    }
                    for (int s = 0; s < count; s++) {
                        if (column[s] < 0 && pieces[sizes[s]] > whole) {
                            return;
                        }
                    }
                    sharedDevices += level;
                });
    }
}
