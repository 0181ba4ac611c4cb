package dev.medley.core.market;

/// Solves small symmetric positive systems, scaled to a unit diagonal first.
final class Cholesky {
    private static final double LEAST_PIVOT = 1e-13;

    private Cholesky() {}

    /// Overwrites `a` (its lower half is read) and answers x with `a x = b`. A pivot that rounding
    /// has eaten is replaced by a tiny one: the direction then moves little, which is what we want.
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / StrictMath.sqrt(Math.max(a[i][i], Double.MIN_NORMAL));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] *= scale[i] * scale[j];
            }
            a[i][i] += LEAST_PIVOT;
        }
        factor(a, n);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = b[i] * scale[i];
            for (int k = 0; k < i; k++) {
                sum -= a[i][k] * x[k];
            }
            x[i] = sum / a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= a[k][i] * x[k];
            }
            x[i] = sum / a[i][i];
        }
        for (int i = 0; i < n; i++) {
            x[i] *= scale[i];
        }
        return x;
    }

    private static void factor(double[][] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? StrictMath.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / a[j][j];
            }
        }
    }
}
