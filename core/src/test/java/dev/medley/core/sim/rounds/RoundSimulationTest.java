package dev.medley.core.sim.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.market.PoolSupply;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

class RoundSimulationTest {
    private static final List<PoolSupply> POOLS =
            List.of(new PoolSupply("fast", 1), new PoolSupply("slow", 1));

    @Test
    void aJobAloneTakesItsStepsAndARestart() {
        var outcome = play(new FastestFirst(), List.of(job("a", 1, 1000, 0, 2, 1)));

        assertThat(outcome.meanCompletionS()).isCloseTo(510, within(1e-9));
        assertThat(outcome.makespanS()).isCloseTo(510, within(1e-9));
        assertThat(outcome.utilisation(0)).isCloseTo(1, within(1e-9));
        assertThat(outcome.utilisation(1)).isZero();
        assertThat(outcome.moments()).hasSize(6);
    }

    /// Alone the share is the whole fleet: half the time on each pool, so 1.5 steps a second.
    @Test
    void fairnessIsMeasuredAgainstAnExclusiveEqualShare() {
        var outcome = play(new FastestFirst(), List.of(job("a", 1, 1500, 0, 2, 1)));

        assertThat(outcome.worstFairness()).isCloseTo(760.0 / 1000, within(1e-9));
    }

    @Test
    void whoeverArrivesWithinARoundWaitsForTheNext() {
        var outcome = play(new Fifo(), List.of(job("a", 1, 90, 130, 1, 1)));

        assertThat(outcome.meanCompletionS()).isCloseTo(70 + 10 + 90, within(1e-9));
    }

    @Test
    void theFirstInLineIsNotOvertakenUnderFifo() {
        var jobs =
                List.of(
                        job("a", 1, 1000, 0, 1, 0),
                        job("b", 1, 1000, 1, 1, 0),
                        job("c", 1, 10, 2, 0, 1));

        var outcome = play(new Fifo(), jobs);

        assertThat(outcome.finished())
                .extracting(finish -> finish.job().id())
                .containsExactly("a", "c", "b");
        assertThat(outcome.preemptions()).isZero();
    }

    /// Two jobs, each far better on another pool: the market seats both where they shine.
    @Test
    void comparativeAdvantageSeatsJobs() {
        var jobs = List.of(job("either", 1, 4000, 0, 1, 1), job("picky", 1, 1000, 0, 1, 0.1));

        var outcome = play(PricedSeats.knowingLengths(), jobs);

        assertThat(outcome.makespanS()).isCloseTo(4010, within(1e-9));
        assertThat(outcome.finished().getFirst().completionS()).isCloseTo(1010, within(1e-9));
    }

    @Test
    void tellsWhoIsLateAndWhatEachTenantHeld() {
        var late = new RigidJob("a", "x", "t", 1, 1000, 0, 505, List.of(2.0, 1.0));
        var timely = new RigidJob("b", "y", "t", 1, 90, 0, 600, List.of(2.0, 1.0));

        var outcome = play(new FastestFirst(), List.of(late, timely));

        assertThat(outcome.withDeadline()).isEqualTo(2);
        assertThat(outcome.late()).isEqualTo(1);
        assertThat(outcome.mostWaiting()).isZero();
        assertThat(outcome.tenants())
                .containsExactly(
                        new Outcome.TenantUse("x", 1, 510, 510),
                        new Outcome.TenantUse("y", 1, 100, 100));
    }

    @Test
    void gavelSharesAPoolEquallyOverTime() {
        var pool = List.of(new PoolSupply("fast", 1));
        var settings = new RoundSimulation.Settings(pool, 100, 0);
        var jobs = new ArrayList<RigidJob>();
        for (int i = 0; i < 4; i++) {
            jobs.add(new RigidJob("job-" + i, "t", 1, 1000, 0, List.of(1.0)));
        }

        var outcome = RoundSimulation.run(settings, new GavelMaxMin(), jobs, () -> 0);

        assertThat(outcome.finished())
                .allSatisfy(finish -> assertThat(finish.completionS()).isBetween(3600.0, 4000.0));
    }

    @Test
    void refusesAJobThatFitsNowhere() {
        assertThatThrownBy(() -> play(new Fifo(), List.of(job("wide", 2, 10, 0, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Job 'wide' with 2 workers fits into no pool.");
        assertThatThrownBy(() -> job("nowhere", 1, 10, 0, 0, 0))
                .hasMessageContaining("The rates [0.0, 0.0] of job 'nowhere'");
        assertThatThrownBy(() -> job("idle", 1, 0, 0, 1, 1)).hasMessageContaining("steps 0.0");
    }

    /// Seeds of random arrivals under every policy: all jobs finish, none faster than it can, no
    /// average below the bound, the same bytes twice.
    @Test
    void everyPolicyFinishesEverything() {
        for (long seed = 1; seed <= 3; seed++) {
            var jobs = drawn(seed);
            double boundS = PricedBound.meanS(jobs, settings());
            for (var policy : policies(jobs)) {
                var outcome = RoundSimulation.run(settings(), policy.get(), jobs, () -> 0);
                var again = RoundSimulation.run(settings(), policy.get(), jobs, () -> 0);

                var as = "seed %d, %s".formatted(seed, outcome.policy());
                assertThat(outcome.finished()).as(as).hasSameSizeAs(jobs);
                assertThat(outcome.finished())
                        .as(as)
                        .allSatisfy(
                                finish ->
                                        assertThat(finish.completionS())
                                                .isGreaterThan(finish.job().shortestS()));
                assertThat(outcome.meanCompletionS()).as(as).isGreaterThanOrEqualTo(boundS);
                assertThat(again.finished()).as(as).isEqualTo(outcome.finished());
            }
        }
    }

    @Test
    void pricedSeatsFinishEarlierThanMaxMinAndKeepEverybodyWhole() {
        for (long seed = 1; seed <= 3; seed++) {
            var jobs = drawn(seed);
            var ours = RoundSimulation.run(settings(), PricedSeats.knowingLengths(), jobs, () -> 0);
            var theirs = RoundSimulation.run(settings(), new GavelMaxMin(), jobs, () -> 0);

            assertThat(ours.meanCompletionS())
                    .as("seed %d", seed)
                    .isLessThan(0.9 * theirs.meanCompletionS());
            assertThat(ours.worstFairness()).as("seed %d", seed).isLessThan(1.5);
        }
    }

    private static RoundSimulation.Settings settings() {
        return new RoundSimulation.Settings(
                List.of(new PoolSupply("v", 8), new PoolSupply("p", 8), new PoolSupply("k", 8)),
                360,
                10);
    }

    private static List<RigidJob> drawn(long seed) {
        var kinds = new ArrayList<Arrivals.Kind>();
        for (int width : new int[] {1, 2, 4}) {
            kinds.add(new Arrivals.Kind("steep", width, List.of(9.0 * width, 3.0 * width, 1.0)));
            kinds.add(new Arrivals.Kind("flat", width, List.of(5.0 * width, 4.0, 3.0)));
            kinds.add(new Arrivals.Kind("picky", width, List.of(4.0, 2.5, 0.0)));
        }
        return new Arrivals(kinds, seed).draw(60, 2.5);
    }

    private static List<Supplier<RoundPolicy>> policies(List<RigidJob> jobs) {
        return List.of(
                Fifo::new,
                LeastAttained::new,
                FastestFirst::new,
                GavelMaxMin::new,
                () -> new StaticSplit(jobs, settings().pools()),
                PricedSeats::knowingLengths,
                PricedSeats::notKnowingLengths);
    }

    private static Outcome play(RoundPolicy policy, List<RigidJob> jobs) {
        var settings = new RoundSimulation.Settings(POOLS, 100, 10);
        return RoundSimulation.run(settings, policy, jobs, () -> 0);
    }

    private static RigidJob job(
            String id, int workers, double steps, double arrivalS, double fast, double slow) {
        return new RigidJob(id, "type", workers, steps, arrivalS, List.of(fast, slow));
    }
}
