package dev.medley.calibration;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Theta;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresFactory;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;
import org.hipparchus.util.Pair;

import java.util.List;
import java.util.stream.IntStream;

/// Fits parameters to rows: Levenberg-Marquardt on log errors that grow only linearly once large,
/// with every parameter tied to its prior.
///
/// GOALS. A single wrong row must not bend the model; a parameter that rows say little about must
/// stay where it was believed to be; the same rows must give the same figures on every machine.
///
/// ALGORITHM. With u = error / scale, the residual is sign(u) sqrt(2 (sqrt(1 + u^2) - 1)), whose
/// square is the soft-L1 loss, so plain least squares minimise it. Each free parameter adds the
/// residual ln(value / prior) / spread. Derivatives are forward differences; a parameter is only
/// varied for rows that it was seen to move.
final class Fitter {

    /// Log error at which a row begins to count as an outlier.
    private static final double SCALE = 0.1;

    private static final double STEP = 1e-4;

    private Fitter() {}

    /// Fits to some rows from a start.
    static Theta fit(Basis basis, List<Basis.Item> rows, Theta start, int iterations) {
        var problem = new Problem(basis.layout(), rows, basis.weights(rows));
        var initial = problem.free(start);
        var leastSquares =
                LeastSquaresFactory.create(
                        problem,
                        MatrixUtils.createRealVector(new double[problem.size()]),
                        MatrixUtils.createRealVector(initial),
                        null,
                        (_, before, after) ->
                                before.getCost() - after.getCost() < 2e-4 * before.getCost(),
                        iterations * 8,
                        iterations,
                        true,
                        point -> point);
        try {
            var found = new LevenbergMarquardtOptimizer().optimize(leastSquares);
            return problem.theta(found.getPoint().toArray());
        } catch (MathRuntimeException stopped) {
            // Out of iterations: the best point so far is what was asked for.
            return problem.best();
        }
    }

    /// Rows whose prediction a parameter moves.
    static int rowsMovedBy(Basis basis, Theta theta, int slot) {
        var moved = theta.with(slot, theta.get(slot) * 1.01);
        int rows = 0;
        for (var item : basis.items()) {
            if (item.error(theta) != item.error(moved)) {
                rows++;
            }
        }
        return rows;
    }

    private static double soften(double error, double weight) {
        double u = error / SCALE;
        double loss = 2 * (Math.sqrt(1 + u * u) - 1);
        return Math.signum(u) * Math.sqrt(weight * loss);
    }

    /// The residuals as a function of the logarithms of the free parameters.
    private static final class Problem implements ValueAndJacobianFunction {
        private final Layout layout;
        private final List<Basis.Item> rows;
        private final double[] weights;
        private final int[] slots;
        private final double[] fixed;
        private boolean[][] moves = new boolean[0][];
        private double bestCost = Double.MAX_VALUE;
        private double[] bestPoint;

        Problem(Layout layout, List<Basis.Item> rows, double[] weights) {
            this.layout = layout;
            this.rows = rows;
            this.weights = weights;
            var parameters = layout.parameters();
            slots =
                    IntStream.range(0, layout.size())
                            .filter(slot -> parameters.get(slot).spread() > 0)
                            .toArray();
            fixed = layout.priors().toArray();
            bestPoint = free(layout.priors());
        }

        int size() {
            return rows.size() + slots.length;
        }

        double[] free(Theta theta) {
            var point = new double[slots.length];
            for (int i = 0; i < slots.length; i++) {
                point[i] = StrictMath.log(theta.get(slots[i]));
            }
            return point;
        }

        Theta theta(double[] point) {
            var values = fixed.clone();
            for (int i = 0; i < slots.length; i++) {
                values[slots[i]] = StrictMath.exp(Math.max(-40, Math.min(40, point[i])));
            }
            return new Theta(values);
        }

        Theta best() {
            return theta(bestPoint);
        }

        @Override
        public Pair<RealVector, RealMatrix> value(RealVector at) {
            var point = at.toArray();
            return new Pair<>(computeValue(point), computeJacobian(point));
        }

        @Override
        public RealVector computeValue(double[] point) {
            var residuals = residuals(point);
            double cost = 0;
            for (double residual : residuals) {
                cost += residual * residual;
            }
            if (cost < bestCost) {
                bestCost = cost;
                bestPoint = point.clone();
            }
            return MatrixUtils.createRealVector(residuals);
        }

        private double[] residuals(double[] point) {
            var theta = theta(point);
            var residuals = new double[size()];
            for (int r = 0; r < rows.size(); r++) {
                residuals[r] = soften(rows.get(r).error(theta), weights[r]);
            }
            for (int i = 0; i < slots.length; i++) {
                var parameter = layout.parameters().get(slots[i]);
                residuals[rows.size() + i] =
                        (point[i] - StrictMath.log(parameter.prior())) / parameter.spread();
            }
            return residuals;
        }

        @Override
        public RealMatrix computeJacobian(double[] point) {
            var theta = theta(point);
            var residuals = residuals(point);
            var jacobian = new double[size()][slots.length];
            boolean first = moves.length == 0;
            if (first) {
                moves = new boolean[rows.size()][slots.length];
            }
            for (int i = 0; i < slots.length; i++) {
                jacobian[rows.size() + i][i] = 1 / layout.parameters().get(slots[i]).spread();
                var moved = theta.with(slots[i], theta.get(slots[i]) * StrictMath.exp(STEP));
                for (int r = 0; r < rows.size(); r++) {
                    if (first || moves[r][i]) {
                        double other = soften(rows.get(r).error(moved), weights[r]);
                        jacobian[r][i] = (other - residuals[r]) / STEP;
                        moves[r][i] |= other != residuals[r];
                    }
                }
            }
            return MatrixUtils.createRealMatrix(jacobian);
        }
    }
}
