package dev.medley.core.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/// The revised simplex method for small dense programmes whose columns come one by one: most of c
/// x, while A x <= b and x >= 0, b >= 0. It starts from all slacks.
final class SimplexBasis {

    private static final double TINY = 1e-9;

    private final int rows;
    private final List<double[]> columns = new ArrayList<>();
    private final List<Double> gains = new ArrayList<>();

    /// Inverse of the basis.
    private final double[][] inverse;

    /// Column in each row of the basis; -1 - row for a slack.
    private final int[] member;

    private final double[] level;
    private final double[] duals;

    SimplexBasis(double[] limit) {
        rows = limit.length;
        inverse = new double[rows][rows];
        member = new int[rows];
        level = limit.clone();
        duals = new double[rows];
        for (int row = 0; row < rows; row++) {
            inverse[row][row] = 1;
            member[row] = -1 - row;
        }
    }

    /// Makes a column known; gives its number.
    int offer(double[] column, double gain) {
        columns.add(column);
        gains.add(gain);
        return columns.size() - 1;
    }

    double[] duals() {
        Arrays.fill(duals, 0);
        for (int row = 0; row < rows; row++) {
            double gain = member[row] < 0 ? 0 : gains.get(member[row]);
            if (gain != 0) {
                for (int j = 0; j < rows; j++) {
                    duals[j] += gain * inverse[row][j];
                }
            }
        }
        for (int j = 0; j < rows; j++) {
            duals[j] = Math.abs(duals[j]) < 1e-12 ? 0 : duals[j];
        }
        return duals;
    }

    /// The most that a known column or slack would gain, by the duals last worked out.
    double bestGain() {
        return gain(best());
    }

    /// Lets the best column or slack in, if it gains anything.
    boolean improve(double least) {
        int best = best();
        if (gain(best) <= least) {
            return false;
        }
        enter(best);
        return true;
    }

    private int best() {
        int best = -1;
        for (int column = 0; column < columns.size(); column++) {
            best = gain(column) > gain(best) ? column : best;
        }
        for (int row = 0; row < rows; row++) {
            best = gain(-1 - row) > gain(best) ? -1 - row : best;
        }
        return best;
    }

    private double gain(int column) {
        if (column < 0) {
            return -duals[-1 - column];
        }
        double[] values = columns.get(column);
        double gain = gains.get(column);
        for (int row = 0; row < rows; row++) {
            gain -= duals[row] * values[row];
        }
        return gain;
    }

    /// Lets a column in, for the one that it drives to zero first.
    void enter(int column) {
        double[] direction = new double[rows];
        int leaving = -1;
        double step = Double.POSITIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < rows; j++) {
                double value = column < 0 ? (j == -1 - column ? 1 : 0) : columns.get(column)[j];
                direction[row] += inverse[row][j] * value;
            }
            if (direction[row] > TINY && level[row] / direction[row] < step) {
                step = level[row] / direction[row];
                leaving = row;
            }
        }
        if (leaving < 0) {
            throw new IllegalStateException("The programme has no end of gain.");
        }
        for (int row = 0; row < rows; row++) {
            level[row] = row == leaving ? step : level[row] - step * direction[row];
        }
        double pivot = direction[leaving];
        for (int j = 0; j < rows; j++) {
            inverse[leaving][j] /= pivot;
        }
        for (int row = 0; row < rows; row++) {
            if (row != leaving && direction[row] != 0) {
                for (int j = 0; j < rows; j++) {
                    inverse[row][j] -= direction[row] * inverse[leaving][j];
                }
            }
        }
        member[leaving] = column;
    }

    /// Every column in the basis, with its level.
    void eachColumn(ObjDoubleConsumer<double[]> reader) {
        for (int row = 0; row < rows; row++) {
            if (member[row] >= 0) {
                reader.accept(columns.get(member[row]), level[row]);
            }
        }
    }
}
