package dev.medley.core.market;

/// Seeded random numbers (SplitMix64), the same on every machine.
public final class Dice {
    private long state;

    public Dice(long seed) {
        this.state = seed;
    }

    /// From 0 to bound - 1.
    public int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /// From 0 to 1, the latter never.
    public double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
