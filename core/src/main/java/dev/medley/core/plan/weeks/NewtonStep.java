package dev.medley.core.plan.weeks;

import java.util.Arrays;

/// Newton's direction on the weeks' dual.
///
/// Each job's own price is joined to rows and to its group's weight only, so it is eliminated, and
/// after it each weight; what is left is solved by conjugate gradients, preconditioned by the
/// blocks of the weeks.
final class NewtonStep {

    private static final int MOST_ROUNDS = 40;
    private static final double TOLERANCE = 1e-3;
    private static final double LEAST_PIVOT = 1e-12;

    private final WeekDual dual;
    private final int width;
    private final int pools;
    private final int weeks;
    private final int[][] rowOfCross;
    private final boolean[] live;
    private final int[] groupOfJob;

    /// By group, after the jobs' prices are eliminated.
    private final double[] weightSlack;

    private final double[] weightCurve;
    private final double[][] weightCross;

    final double[] priceMove;
    final double[] ownMove;
    final double[] weightMove;

    NewtonStep(WeekDual dual) {
        this.dual = dual;
        var supply = dual.book.supply;
        this.width = supply.rowsPerWeek();
        this.pools = supply.pools();
        this.weeks = supply.weeks();
        this.priceMove = new double[supply.rows()];
        this.ownMove = new double[dual.book.jobs];
        this.live = new boolean[dual.book.jobs];
        this.rowOfCross = new int[dual.book.jobs][];
        int groups = dual.weightSlack.length;
        this.groupOfJob = new int[dual.book.jobs];
        this.weightSlack = new double[groups];
        this.weightCurve = new double[groups];
        this.weightCross = new double[groups][];
        this.weightMove = new double[groups];
        for (int lot = 0; lot < dual.book.lots; lot++) {
            int j = dual.book.job[lot];
            if (j >= 0 && rowOfCross[j] == null) {
                groupOfJob[j] = dual.book.group(dual.book.ask[lot]);
                rowOfCross[j] = rows(dual.book.moneyPurse[lot], dual.book.devicePurse[lot]);
            }
        }
        for (int j = 0; j < rowOfCross.length; j++) {
            if (rowOfCross[j] == null) {
                rowOfCross[j] = rows(-1, -1);
            }
        }
    }

    /// The row of each cross term within its week, -1 for none.
    private int[] rows(int moneyPurse, int devicePurse) {
        int[] rows = new int[pools + WeekDual.PURSES];
        for (int p = 0; p < pools; p++) {
            rows[p] = p;
        }
        rows[pools] = moneyPurse < 0 ? -1 : pools + moneyPurse;
        rows[pools + 1] = devicePurse < 0 ? -1 : pools + devicePurse;
        return rows;
    }

    void solve() {
        double[] right = new double[priceMove.length];
        for (int r = 0; r < right.length; r++) {
            right[r] = -dual.slack[r];
        }
        for (int j = 0; j < ownMove.length; j++) {
            live[j] = dual.ownCurve[j] > 0;
            if (live[j]) {
                addCross(right, j, dual.ownSlack[j] / dual.ownCurve[j]);
            }
        }
        eliminateOwn();
        for (int g = 0; g < weightMove.length; g++) {
            add(right, weightCross[g], weightSlack[g] / weightCurve[g]);
        }
        conjugateGradients(right);
        for (int g = 0; g < weightMove.length; g++) {
            weightMove[g] = (-weightSlack[g] - dot(weightCross[g], priceMove)) / weightCurve[g];
        }
        for (int j = 0; j < ownMove.length; j++) {
            double slope = dual.ownSlack[j];
            if (weightMove.length > 0) {
                slope += dual.ownWithWeight[j] * weightMove[groupOfJob[j]];
            }
            ownMove[j] = live[j] ? (-slope - dot(priceMove, j)) / dual.ownCurve[j] : 0;
        }
    }

    /// Takes the jobs' prices out of the weights' slopes, curvatures and cross terms.
    private void eliminateOwn() {
        for (int g = 0; g < weightMove.length; g++) {
            weightSlack[g] = dual.weightSlack[g];
            weightCurve[g] = dual.weightCurve[g];
            weightCross[g] = dual.weightCross[g].clone();
        }
        for (int j = 0; weightMove.length > 0 && j < live.length; j++) {
            if (live[j]) {
                int g = groupOfJob[j];
                double factor = dual.ownWithWeight[j] / dual.ownCurve[j];
                weightSlack[g] -= factor * dual.ownSlack[j];
                weightCurve[g] -= factor * dual.ownWithWeight[j];
                addCross(weightCross[g], j, -factor);
            }
        }
        for (int g = 0; g < weightMove.length; g++) {
            weightCurve[g] = Math.max(weightCurve[g], 1e-9 * dual.weightCurve[g]);
        }
    }

    private static void add(double[] to, double[] some, double factor) {
        for (int r = 0; r < to.length; r++) {
            to[r] += factor * some[r];
        }
    }

    private void conjugateGradients(double[] right) {
        int n = right.length;
        double[][] factors = factors();
        double[] residual = right.clone();
        double[] ready = precondition(factors, residual);
        double[] direction = ready.clone();
        Arrays.fill(priceMove, 0);
        double rho = dot(residual, ready);
        double first = rho;
        for (int round = 0; round < MOST_ROUNDS && rho > TOLERANCE * TOLERANCE * first; round++) {
            double[] image = times(direction);
            double curve = dot(direction, image);
            if (!(curve > 0)) {
                break;
            }
            double length = rho / curve;
            for (int r = 0; r < n; r++) {
                priceMove[r] += length * direction[r];
                residual[r] -= length * image[r];
            }
            ready = precondition(factors, residual);
            double next = dot(residual, ready);
            double keep = next / rho;
            rho = next;
            for (int r = 0; r < n; r++) {
                direction[r] = ready[r] + keep * direction[r];
            }
        }
    }

    /// The rows' curvature, less what the eliminated prices take from it, times x.
    private double[] times(double[] x) {
        double[] image = new double[x.length];
        for (int t = 0; t < weeks; t++) {
            double[] block = dual.block[t];
            int base = t * width;
            for (int i = 0; i < width; i++) {
                double sum = block[i * width + i] * x[base + i];
                for (int k = 0; k < i; k++) {
                    double a = block[i * width + k];
                    sum += a * x[base + k];
                    image[base + k] += a * x[base + i];
                }
                image[base + i] += sum;
            }
        }
        for (int j = 0; j < live.length; j++) {
            if (live[j]) {
                addCross(image, j, -dot(x, j) / dual.ownCurve[j]);
            }
        }
        for (int g = 0; g < weightMove.length; g++) {
            add(image, weightCross[g], -dot(weightCross[g], x) / weightCurve[g]);
        }
        return image;
    }

    private double dot(double[] x, int j) {
        double[] cross = dual.cross[j];
        int[] rows = rowOfCross[j];
        double sum = 0;
        for (int t = 0, i = 0; t < weeks; t++) {
            for (int c = 0; c < rows.length; c++, i++) {
                if (cross[i] != 0 && rows[c] >= 0) {
                    sum += cross[i] * x[t * width + rows[c]];
                }
            }
        }
        return sum;
    }

    private void addCross(double[] to, int j, double factor) {
        double[] cross = dual.cross[j];
        int[] rows = rowOfCross[j];
        for (int t = 0, i = 0; t < weeks; t++) {
            for (int c = 0; c < rows.length; c++, i++) {
                if (cross[i] != 0 && rows[c] >= 0) {
                    to[t * width + rows[c]] += factor * cross[i];
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Cholesky factors of the weeks' own blocks, eliminated prices taken out, scaled to a unit
    /// diagonal; the scale stands behind each factor.
    private double[][] factors() {
        double[][] factors = new double[weeks][];
        for (int t = 0; t < weeks; t++) {
            double[] a = Arrays.copyOf(dual.block[t], width * width + width);
            int per = pools + WeekDual.PURSES;
            int[] all = new int[width];
            for (int i = 0; i < width; i++) {
                all[i] = i;
            }
            for (int j = 0; j < live.length; j++) {
                if (live[j]) {
                    takeOut(a, dual.cross[j], t * per, rowOfCross[j], 1 / dual.ownCurve[j]);
                }
            }
            for (int g = 0; g < weightMove.length; g++) {
                takeOut(a, weightCross[g], t * width, all, 1 / weightCurve[g]);
            }
            for (int i = 0; i < width; i++) {
                a[width * width + i] =
                        1
                                / StrictMath.sqrt(
                                        Math.max(
                                                Math.max(
                                                        a[i * width + i],
                                                        1e-9 * dual.block[t][i * width + i]),
                                                Double.MIN_NORMAL));
            }
            factor(a);
            factors[t] = a;
        }
        return factors;
    }

    private void takeOut(double[] a, double[] cross, int at, int[] rows, double inverse) {
        for (int c = 0; c < rows.length; c++) {
            double x = cross[at + c];
            if (x == 0 || rows[c] < 0) {
                continue;
            }
            for (int d = 0; d < rows.length; d++) {
                if (rows[d] >= 0 && rows[d] <= rows[c]) {
                    a[rows[c] * width + rows[d]] -= inverse * x * cross[at + d];
                }
            }
        }
    }

    private void factor(double[] a) {
        int scale = width * width;
        for (int i = 0; i < width; i++) {
            for (int k = 0; k <= i; k++) {
                double sum = a[i * width + k] * a[scale + i] * a[scale + k];
                if (i == k) {
                    sum += LEAST_PIVOT;
                }
                for (int m = 0; m < k; m++) {
                    sum -= a[i * width + m] * a[k * width + m];
                }
                a[i * width + k] =
                        i == k
                                ? StrictMath.sqrt(Math.max(sum, LEAST_PIVOT))
                                : sum / a[k * width + k];
            }
        }
    }

    private double[] precondition(double[][] factors, double[] x) {
        double[] y = new double[x.length];
        int scale = width * width;
        for (int t = 0; t < weeks; t++) {
            double[] a = factors[t];
            int base = t * width;
            for (int i = 0; i < width; i++) {
                double sum = x[base + i] * a[scale + i];
                for (int k = 0; k < i; k++) {
                    sum -= a[i * width + k] * y[base + k];
                }
                y[base + i] = sum / a[i * width + i];
            }
            for (int i = width - 1; i >= 0; i--) {
                double sum = y[base + i];
                for (int k = i + 1; k < width; k++) {
                    sum -= a[k * width + i] * y[base + k];
                }
                y[base + i] = sum / a[i * width + i];
            }
            for (int i = 0; i < width; i++) {
                y[base + i] *= a[scale + i];
            }
        }
        return y;
    }
}
