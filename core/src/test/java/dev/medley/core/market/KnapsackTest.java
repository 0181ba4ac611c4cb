package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class KnapsackTest {
    @Test
    void findsTheMostProfitWithinTheLimit() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            int rows = 1 + random.nextInt(7);
            int[] start = new int[rows + 1];
            for (int row = 0; row < rows; row++) {
                start[row + 1] = start[row] + random.nextInt(5);
            }
            double[] spend = new double[start[rows]];
            double[] profit = new double[start[rows]];
            for (int row = 0; row < rows; row++) {
                for (int i = start[row]; i < start[row + 1]; i++) {
                    spend[i] = random.nextInt(20);
                    profit[i] = 1 + random.nextInt(50);
                }
                Arrays.sort(spend, start[row], start[row + 1]);
            }
            double limit = 5 + random.nextInt(40);
            var knapsack = new Knapsack(limit, start, spend, profit);
            assertThat(knapsack.solve())
                    .as("seed %d", seed)
                    .isCloseTo(most(start, spend, profit, 0, limit), within(1e-9));
            assertThat(knapsack.relaxed()).isGreaterThanOrEqualTo(knapsack.solve() - 1e-9);
        }
    }

    private static double most(
            int[] start, double[] spend, double[] profit, int row, double limit) {
        if (row == start.length - 1) {
            return 0;
        }
        double best = most(start, spend, profit, row + 1, limit);
        for (int i = start[row]; i < start[row + 1]; i++) {
            if (spend[i] <= limit) {
                best =
                        Math.max(
                                best,
                                profit[i] + most(start, spend, profit, row + 1, limit - spend[i]));
            }
        }
        return best;
    }
}
