package dev.medley.core.place;

import java.util.SplittableRandom;

/// Any place that fits, each node as likely as another: what a comparison starts from.
public final class RandomFit implements Preference {

    private final SplittableRandom random;

    public RandomFit(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public double potential(Room room) {
        return 0;
    }

    @Override
    public double cost(double before, double after, Member member, int pool) {
        return 0;
    }

    @Override
    public boolean picks() {
        return true;
    }

    @Override
    public int pick(int equals) {
        return random.nextInt(equals);
    }
}
