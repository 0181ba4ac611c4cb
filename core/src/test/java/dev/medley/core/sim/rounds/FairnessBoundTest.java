package dev.medley.core.sim.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.market.PoolSupply;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class FairnessBoundTest {

    /// The example of the class, with restarts that take no time.
    @Test
    void whoeverMustWaitForTheThirdRoundIsLate() {
        var jobs = new ArrayList<RigidJob>();
        for (int j = 0; j < 20; j++) {
            jobs.add(job("j%02d".formatted(j), 1, 60, 0, 1));
        }

        double bound = FairnessBound.worst(jobs, settings(360, 0, 9));

        assertThat(bound).isCloseTo((720 + 60) / (60 * 20 / 9.0), within(1e-6));
    }

    @Test
    void aRestartMakesAShortJobLateWhereverItRuns() {
        double bound = FairnessBound.worst(List.of(job("a", 1, 5, 0, 1)), settings(100, 10, 1));

        assertThat(bound).isCloseTo(15 / 5.0, within(1e-9));
    }

    /// Alone in both pools, a share of its own spends half of its time in each.
    @Test
    void aJobAloneIsBetterOffWhereItIsFastest() {
        double bound =
                FairnessBound.worst(List.of(job("a", 1, 900, 0, 3, 1)), settings(100, 0, 1, 1));

        assertThat(bound).isCloseTo((900 / 3.0) / (900 / 2.0), within(1e-9));
    }

    /// The other one comes only after two rounds: until then the share is the whole device.
    @Test
    void sharesShrinkAsJobsCome() {
        var jobs = List.of(job("a", 1, 300, 0, 1), job("b", 1, 1000, 150, 1));

        double alone = FairnessBound.worst(jobs.subList(0, 1), settings(100, 0, 1));
        double both = FairnessBound.worst(jobs, settings(100, 0, 1));

        assertThat(alone).isCloseTo(1, within(1e-9));
        // Of its 300 s the share gives a 200 in as long, and the rest at half speed.
        assertThat(both).isCloseTo(300 / 400.0, within(1e-9));
    }

    @Test
    void noJobsAreNeverLate() {
        assertThat(FairnessBound.worst(List.of(), settings(100, 0, 1))).isZero();
    }

    @Test
    void noPolicyIsBelowIt() {
        for (long seed = 1; seed <= 20; seed++) {
            var kinds = new ArrayList<Arrivals.Kind>();
            for (int width : new int[] {1, 2}) {
                kinds.add(new Arrivals.Kind("steep", width, List.of(9.0 * width, 1.0)));
                kinds.add(new Arrivals.Kind("flat", width, List.of(5.0 * width, 4.0)));
            }
            var jobs = new Arrivals(kinds, seed).draw(25, 20);
            var settings = settings(360, 10, 4, 4);
            double bound = FairnessBound.worst(jobs, settings);
            List<RoundPolicy> policies =
                    List.of(
                            new Fifo(),
                            new LeastAttained(),
                            new FastestFirst(),
                            new GavelMaxMin(),
                            PricedSeats.knowingLengths());
            for (var policy : policies) {
                var outcome = RoundSimulation.run(settings, policy, jobs, () -> 0);
                assertThat(outcome.worstFairness())
                        .as("%s, seed %d", policy.name(), seed)
                        .isGreaterThanOrEqualTo(bound - 1e-9);
            }
        }
    }

    private static RoundSimulation.Settings settings(double roundS, double restartS, int... pools) {
        var supply = new ArrayList<PoolSupply>();
        for (int p = 0; p < pools.length; p++) {
            supply.add(new PoolSupply("p" + p, pools[p]));
        }
        return new RoundSimulation.Settings(supply, roundS, restartS);
    }

    private static RigidJob job(
            String id, int workers, double steps, double arrivalS, double... rates) {
        var each = Arrays.stream(rates).boxed().toList();
        return new RigidJob(id, "type", workers, steps, arrivalS, each);
    }
}
