package dev.medley.core.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class SaturationTest {

    @Test
    void largePartIsWorthADeviceAndTwoHalvesShareOne() {
        var saturation = new Saturation(new int[] {470, 810}, new double[] {1, 1});

        assertThat(saturation.piece(810)).isCloseTo(1000, within(0.1));
        assertThat(saturation.piece(470)).isCloseTo(500, within(0.1));
        assertThat(saturation.worth()[530]).isCloseTo(500, within(0.1));
        assertThat(saturation.worth()[190]).isZero();
    }

    @Test
    void partsThatFillWhatOthersLeaveAreWorthNothing() {
        var saturation = new Saturation(new int[] {110, 810, 1000}, new double[] {0.1, 1, 2});

        assertThat(saturation.piece(110)).isCloseTo(0, within(0.1));
        assertThat(saturation.worth()[190]).isCloseTo(0, within(0.1));
    }

    @Test
    void knowsThePublishedMixOfSizes() {
        int[] sizes = {
            50, 110, 140, 160, 220, 230, 270, 290, 320, 330, 350, 370, 440, 460, 470, 480, 550, 590,
            650, 810, 1000
        };
        double[] demand = {
            7, 24, 1, 74, 62, 140, 4, 1, 328, 7, 6, 47, 2, 128, 750, 19, 72, 75, 253, 1078, 4350
        };

        var saturation = new Saturation(sizes, demand);

        assertThat(saturation.piece(160)).isCloseTo(0, within(1.0));
        assertThat(saturation.piece(320)).isCloseTo(333, within(1.0));
        assertThat(saturation.piece(470)).isCloseTo(500, within(1.0));
        assertThat(saturation.piece(650)).isCloseTo(667, within(1.0));
        assertThat(saturation.piece(810)).isCloseTo(1000, within(1.0));
    }

    /// Every way to fill every hole, tried one by one.
    @Test
    void worthIsTheBestThatPiecesCanMakeOfAHole() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            int[] sizes =
                    random.ints(4, 15, 100).map(tens -> tens * 10).distinct().sorted().toArray();
            double[] demand = random.doubles(sizes.length, 0.1, 1).toArray();
            var saturation = new Saturation(sizes, demand);

            for (int hole = 0; hole <= 1000; hole += 10) {
                assertThat(saturation.worth()[hole])
                        .as("seed %d, hole %d", seed, hole)
                        .isCloseTo(best(saturation, sizes, hole), within(0.01));
            }
        }
    }

    /// A certificate of optimality: no filling is worth more than the device it takes, and every
    /// size that is scarce is worth something.
    @Test
    void noPatternIsWorthMoreThanADevice() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            int[] sizes =
                    random.ints(6, 5, 100).map(tens -> tens * 10).distinct().sorted().toArray();
            var saturation = new Saturation(sizes, random.doubles(sizes.length, 0.1, 1).toArray());

            assertThat(best(saturation, sizes, 1000)).isCloseTo(1000, within(0.01));
            assertThat(saturation.sharedDevices()).isBetween(0.0, 1.0001);
            assertThat(saturation.shut()).isBetween(0.0, Saturation.HORIZON + 1e-3);
        }
    }

    private static double best(Saturation saturation, int[] sizes, int hole) {
        double best = 0;
        for (int size : sizes) {
            if (size <= hole) {
                best =
                        Math.max(
                                best,
                                saturation.piece(size) + best(saturation, sizes, hole - size));
            }
        }
        return best;
    }
}
