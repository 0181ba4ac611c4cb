package dev.medley.core.sim.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.market.PoolSupply;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class PricedBoundTest {
    private static final PoolSupply ONE = new PoolSupply("fast", 1);
    private static final PoolSupply SLOW = new PoolSupply("slow", 1);

    /// The example of the class: one after the other takes 1 and 2 hours, and no prices say more.
    @Test
    void oneDeviceDoesTwoJobsOneAfterTheOther() {
        var bound = boundS(List.of(ONE), job("a", 1, 3600, 0, 1), job("b", 1, 3600, 0, 1));

        assertThat(bound).isCloseTo(5400, within(0.01 * 5400)).isLessThanOrEqualTo(5400);
    }

    @Test
    void aJobAloneTakesARestartAndItsTimeWhereItIsFastest() {
        var pools = List.of(SLOW, ONE);
        var settings = new RoundSimulation.Settings(pools, 100, 10);

        assertThat(PricedBound.meanS(List.of(job("a", 1, 900, 0, 1, 2)), settings))
                .isCloseTo(460, within(1e-6));
    }

    @Test
    void whoeverArrivesWithinARoundWaitsForTheNext() {
        assertThat(boundS(List.of(ONE), job("a", 1, 200, 130, 1))).isCloseTo(270, within(1e-6));
    }

    /// Three jobs of seconds and one device: each holds it for a round.
    @Test
    void aRoundServesOneJobADevice() {
        var bound =
                boundS(
                        List.of(ONE),
                        job("a", 1, 5, 0, 1),
                        job("b", 1, 5, 0, 1),
                        job("c", 1, 5, 0, 1));

        assertThat(bound).isCloseTo(105, within(2.0)).isLessThanOrEqualTo(105);
    }

    @Test
    void aJobThatCannotRunInTheFirstPoolIsBoundToTheOthers() {
        var bound = boundS(List.of(ONE, SLOW), job("a", 1, 7200, 0, 0, 1));

        assertThat(bound).isCloseTo(7200, within(1e-6));
    }

    @Test
    void withoutJobsThereIsNothingToBound() {
        assertThat(boundS(List.of(ONE))).isZero();
    }

    @Test
    void refusesAJobThatFitsNowhere() {
        assertThatThrownBy(() -> boundS(List.of(ONE), job("wide", 2, 10, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Job 'wide' with 2 workers fits into no pool.");
    }

    /// On a fleet with more work than room the simple bound is far off and this one close.
    @Test
    void isTightWhereWorkPilesUp() {
        for (long seed = 1; seed <= 2; seed++) {
            var jobs = crowd(seed);
            var settings =
                    new RoundSimulation.Settings(
                            List.of(new PoolSupply("v", 4), new PoolSupply("p", 4)), 360, 10);
            double achieved =
                    RoundSimulation.run(settings, PricedSeats.knowingLengths(), jobs, () -> 0)
                            .meanCompletionS();
            double bound = PricedBound.meanS(jobs, settings);

            assertThat(bound).as("seed %d", seed).isBetween(0.85 * achieved, achieved);
            assertThat(bound)
                    .as("seed %d", seed)
                    .isGreaterThan(1.1 * CompletionBound.meanS(jobs, settings))
                    .isEqualTo(PricedBound.meanS(jobs, settings));
        }
    }

    /// Two days of arrivals are more rounds than there are stretches otherwise.
    @Test
    void isCloserWithAPriceForEveryRound() {
        var jobs = new Arrivals(kinds(), 3).draw(60, 1.25);
        var pools = List.of(new PoolSupply("v", 4), new PoolSupply("p", 4));
        var settings = new RoundSimulation.Settings(pools, 360, 10);
        double achieved =
                RoundSimulation.run(settings, PricedSeats.knowingLengths(), jobs, () -> 0)
                        .meanCompletionS();

        assertThat(PricedBound.closeMeanS(jobs, settings))
                .isBetween(PricedBound.meanS(jobs, settings) * 1.0001, achieved);
    }

    private static List<RigidJob> crowd(long seed) {
        return new Arrivals(kinds(), seed).draw(60, 4);
    }

    private static List<Arrivals.Kind> kinds() {
        var kinds = new ArrayList<Arrivals.Kind>();
        for (int width : new int[] {1, 2, 4}) {
            kinds.add(new Arrivals.Kind("steep", width, List.of(9.0 * width, 2.0 * width)));
            kinds.add(new Arrivals.Kind("flat", width, List.of(5.0 * width, 4.0)));
        }
        return kinds;
    }

    private static double boundS(List<PoolSupply> pools, RigidJob... jobs) {
        return PricedBound.meanS(List.of(jobs), new RoundSimulation.Settings(pools, 100, 0));
    }

    private static RigidJob job(
            String id, int workers, double steps, double arrivalS, double... rates) {
        var each = Arrays.stream(rates).boxed().toList();
        return new RigidJob(id, "type", workers, steps, arrivalS, each);
    }
}
