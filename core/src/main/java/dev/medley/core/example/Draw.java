package dev.medley.core.example;

import java.util.List;
import java.util.SplittableRandom;

/// Seeded draws. The same seed gives the same draws on every machine.
final class Draw {

    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    /// Draws that do not depend on how many others were made before.
    static Draw of(long seed, int index) {
        return new Draw(seed * 0x9E3779B97F4A7C15L + index);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /// Log-uniform: as likely between 1 and 10 as between 10 and 100.
    double spread(double least, double most) {
        double log = random.nextDouble(StrictMath.log(least), StrictMath.log(most));
        return StrictMath.exp(log);
    }

    /// An index, as often as its weight says.
    int weighted(List<Double> weights) {
        double left = random.nextDouble() * weights.stream().mapToDouble(w -> w).sum();
        for (int i = 0; i < weights.size(); i++) {
            left -= weights.get(i);
            if (left < 0) {
                return i;
            }
        }
        return weights.size() - 1;
    }

    /// Two significant digits, as people write figures.
    static String round(double value) {
        var rounded = new java.math.BigDecimal(value).round(new java.math.MathContext(2));
        return rounded.stripTrailingZeros().toPlainString();
    }
}
