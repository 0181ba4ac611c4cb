package dev.medley.core.units;

import java.util.SplittableRandom;

/// Random numbers by purpose: a stream is known by seed and name, so that leaving something out of
/// one purpose changes nothing in another.
public final class Streams {

    private final long seed;

    public Streams(long seed) {
        this.seed = seed;
    }

    public SplittableRandom of(String purpose) {
        return new SplittableRandom(mixed(purpose));
    }

    /// In 0 to 1, the same for the same purpose whenever it is asked for.
    public double share(String purpose) {
        return (mixed(purpose) >>> 11) * 0x1p-53;
    }

    private long mixed(String purpose) {
        long hash = seed * 0x9E3779B97F4A7C15L + 0xCBF29CE484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
