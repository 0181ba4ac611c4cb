package dev.medley.core.sim.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.control.Seller;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.RememberedFits;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Rounds;
import dev.medley.core.plan.Village;
import dev.medley.core.sim.sellers.Classic;
import dev.medley.core.sim.sellers.MaxMin;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Small fleets played for a day or some.
class DaysTest {

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    @Test
    void aLoneJobTakesItsTimeAndARestart() {
        var played = play(village().training("job", 8), 1, Hazards.NONE, DAY);

        assertThat(played.finished()).isEqualTo(1);
        // 8 x 3,600 tokens at a token per second and device, and two minutes until it is up.
        assertThat(played.meanCompletionHours()).isCloseTo(62 / 60.0, within(2 / 60.0));
        assertThat(played.worstFairness()).isCloseTo(62 / 60.0, within(2 / 60.0));
        assertThat(played.counts().preemptions()).isZero();
        assertThat(played.tenant("us").deviceHours()).isCloseTo(8.3, within(0.3));
    }

    @Test
    void aServiceIsServedAsFarAsDevicesGo() {
        var played = play(village().service("half", 64), 1, Hazards.NONE, DAY);

        assertThat(played.services().getFirst().served()).isCloseTo(0.5, within(0.02));
        assertThat(played.utilisation()).isCloseTo(1, within(0.01));
        assertThat(played.pools().getFirst().share(played.pools().getFirst().serving()))
                .isCloseTo(1, within(0.01));
        assertThat(played.jobs()).isEmpty();
    }

    @Test
    void jobsThatGoOnComingKeepTheLoad() {
        var village = village();
        for (int i = 0; i < 8; i++) {
            village.training(Village.terms("job" + i, "us", Priority.STANDARD), 4, 4.0);
        }
        var played = play(village, 1, 1, Hazards.NONE, 20 * DAY);

        // Eight jobs meant to take four hours each, for twenty days.
        assertThat(played.jobs().size()).isBetween(850, 1070);
        assertThat(played.jobs().get(8).submittedMs()).isPositive();
        assertThat(play(village, 1, 2, Hazards.NONE, 20 * DAY).jobs().size())
                .isGreaterThan(3 * played.jobs().size() / 2);
    }

    @Test
    void deadlinesAreMissedWhereDevicesAreShort() {
        var village = village();
        for (int i = 0; i < 8; i++) {
            village.training(Village.terms("job" + i, "us", Priority.STANDARD), 16, 1.5);
        }
        var played = play(village, 1, Hazards.NONE, DAY);

        assertThat(played.due()).isEqualTo(8);
        assertThat(played.missed()).isPositive();
        assertThat(played.worstFairness()).isGreaterThan(0.9);
        assertThat(played.waiting().integral()).isPositive();
    }

    @Test
    void nodesThatAreLostCostTime() {
        var village = village();
        for (int i = 0; i < 8; i++) {
            village.training("job" + i, 8);
        }
        var calm = play(village, 1, Hazards.NONE, 2 * DAY);
        var stormy = play(village, 1, new Hazards(300, 2, 100, 2, 0.5, 0.1), 2 * DAY);

        assertThat(stormy.counts().nodesLost()).isPositive();
        assertThat(stormy.counts().nodesSlow()).isPositive();
        assertThat(stormy.counts().runsFailed()).isPositive();
        assertThat(stormy.meanCompletionHours()).isGreaterThan(calm.meanCompletionHours());
        assertThat(calm.counts().runsFailed()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        var village = village();
        for (int i = 0; i < 12; i++) {
            village.training("job" + i, 8);
        }
        village.service("chat", 8);
        var hazards = new Hazards(50, 2, 0, 24, 0.7, 0.1);

        assertThat(figures(play(village, 7, 1, hazards, 3 * DAY)))
                .isEqualTo(figures(play(village, 7, 1, hazards, 3 * DAY)))
                .isNotEqualTo(figures(play(village, 8, 1, hazards, 3 * DAY)));
    }

    @Test
    void everyPolicyPlaysTheSameDays() {
        var village =
                new Village().pool("big", 16, 1, 1).pool("small", 16, 0.3, 0.9).service("chat", 4);
        for (int i = 0; i < 12; i++) {
            village.training("job" + i, 8);
        }
        var input = village.input();
        sellers(input)
                .forEach(
                        (name, sellers) -> {
                            var played = play(village, 1, 0, Hazards.NONE, 3 * DAY, sellers);
                            assertThat(played.finished()).as(name).isEqualTo(12);
                            assertThat(played.makespanHours()).as(name).isLessThan(40);
                            assertThat(played.served()).as(name).isGreaterThan(0.95);
                            if (!List.of("las", "gavel", "medley").contains(name)) {
                                assertThat(played.counts().preemptions()).as(name).isZero();
                            }
                        });
    }

    @Test
    void aStaticSplitIsDecidedByAllWorksNotByTheFirst() {
        var village =
                new Village()
                        .pool("big", 16, 1, 1)
                        .pool("small", 16, 0.5, 0.9)
                        .training("job0", 8)
                        .training("job1", 8)
                        .training("job2", 8)
                        .service("chat", 12);
        var split = Classic.staticSplit(village.input().pools(), village.input().works());
        var fastest = Classic.fastestFirst(village.input().pools());

        assertThat(play(village, 7, 0, Hazards.NONE, DAY / 4, split).makespanHours())
                .isNotEqualTo(play(village, 7, 0, Hazards.NONE, DAY / 4, fastest).makespanHours());
    }

    @Test
    void firstComeFirstServedWaitsWhereLeastAttainedShares() {
        var village = new Village().pool("big", 8, 1, 1);
        for (int i = 0; i < 4; i++) {
            village.training("job" + i, 8);
        }
        var sellers = sellers(village.input());
        var fifo = play(village, 1, 0, Hazards.NONE, DAY, of(sellers, "fifo"));
        var las = play(village, 1, 0, Hazards.NONE, DAY, of(sellers, "las"));

        assertThat(fifo.counts().preemptions()).isZero();
        assertThat(las.counts().preemptions()).isGreaterThan(2);
        assertThat(fifo.meanCompletionHours()).isLessThan(las.meanCompletionHours());
    }

    @Test
    void curvesKeepMeansAndSums() {
        var curve = new Curve(100, 10);
        curve.set(0, 4);
        curve.add(15, -2);
        curve.set(100, 0);

        assertThat(curve.spans()).isEqualTo(10);
        assertThat(curve.mean(0)).isEqualTo(4);
        assertThat(curve.mean(1)).isEqualTo(3);
        assertThat(curve.mean(9)).isEqualTo(2);
        assertThat(curve.integral()).isEqualTo(4 * 15 + 2 * 85);
    }

    private static Village village() {
        return new Village().pool("big", 32, 1, 1);
    }

    private static Chronicle play(Village village, long seed, Hazards hazards, long lengthMs) {
        return play(village, seed, 0, hazards, lengthMs);
    }

    private static Chronicle play(
            Village village, long seed, double load, Hazards hazards, long lengthMs) {
        return play(village, seed, load, hazards, lengthMs, Seller::market);
    }

    private static Chronicle play(
            Village village,
            long seed,
            double load,
            Hazards hazards,
            long lengthMs,
            Function<Rounds, Seller> sellers) {
        var input = village.input();
        var setup =
                new Setup(
                        input.pools(),
                        Days.TIERS,
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        Days.TIMING);
        var terms = new Days.Terms(lengthMs, 30 * MINUTE, 2 * MINUTE, load, hazards, seed);
        var works = input.works().stream().map(DaysTest::ofAnHour).toList();
        return new Days(setup, new RememberedFits(village.fitting()), works, terms)
                .play("any", sellers, () -> 0, _ -> {});
    }

    /// Jobs of an hour on the devices they take.
    private static Work ofAnHour(Work work) {
        return work instanceof TrainingJob job
                ? new TrainingJob(
                        job.terms(),
                        job.variants(),
                        job.qualityFloor(),
                        job.method(),
                        3600.0 * job.minDevices(),
                        job.sequenceLength(),
                        job.batchTokens(),
                        job.hoursToDeadline(),
                        job.minDevices(),
                        job.maxDevices())
                : (InferenceService) work;
    }

    private static Map<String, Function<Rounds, Seller>> sellers(PlanInput input) {
        var pools = input.pools();
        var sellers = new LinkedHashMap<String, Function<Rounds, Seller>>();
        sellers.put("medley", Seller::market);
        sellers.put("fifo", Classic.fifo(pools));
        sellers.put("fastest-first", Classic.fastestFirst(pools));
        sellers.put("static-split", Classic.staticSplit(pools, input.works()));
        sellers.put("las", Classic.leastAttained(pools));
        sellers.put("gavel", MaxMin.over(pools));
        return sellers;
    }

    private static Function<Rounds, Seller> of(
            Map<String, Function<Rounds, Seller>> sellers, String name) {
        return sellers.getOrDefault(name, Seller::market);
    }

    private static String figures(Chronicle played) {
        return "%s %s %s %s %s %s"
                .formatted(
                        played.jobs(),
                        played.services(),
                        played.tenants(),
                        played.counts(),
                        played.utilisation(),
                        played.waiting().integral());
    }
}
