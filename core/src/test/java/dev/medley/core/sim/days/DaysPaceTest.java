package dev.medley.core.sim.days;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Seller;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.RememberedFits;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.util.SplittableRandom;

/// How long a million events of 100,000 devices take: prints, asserts nothing of it. `./mvnw test
/// -pl core -Dtest=DaysPaceTest -Dmedley.pace=true [-Dmedley.roundS=3600 -Dmedley.days=2]`
@EnabledIfSystemProperty(named = "medley.pace", matches = "true")
class DaysPaceTest {

    private static final int WORKS = 10_000;
    private static final long HOUR = 3_600_000;

    @Test
    void aMillionEventsOfAHundredThousandDevices() {
        double days = Double.parseDouble(System.getProperty("medley.days", "2"));
        long roundMs = Integer.getInteger("medley.roundS", 3600) * 1000L;
        assertThat(play((long) (days * 24 * HOUR), roundMs)).isNotEmpty();
    }

    /// Ten pools; nine in ten works are jobs of some hours, which go on coming; the others serve.
    static String play(long lengthMs, long roundMs) {
        var random = new SplittableRandom(7);
        var village = new Village();
        for (int p = 0; p < 10; p++) {
            village.pool("chip" + p, 10_000, 1 - 0.07 * p, 0.5 + 0.05 * p);
        }
        for (int i = 0; i < WORKS; i++) {
            var priority = i % 3 == 0 ? Priority.CORE : Priority.STANDARD;
            var terms = Village.terms("w%05d".formatted(i), "us", priority);
            if (i % 10 == 0) {
                village.service(terms, 5 + i % 40);
            } else {
                village.training(terms, 1 << random.nextInt(6), null);
            }
        }
        var input = village.input();
        var works = input.works().stream().map(work -> ofHours(work, random)).toList();
        var setup =
                new Setup(
                        input.pools(),
                        Days.TIERS,
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        Days.TIMING);
        var terms = new Days.Terms(lengthMs, roundMs, 120_000, 1, Hazards.NONE, 1);
        long start = System.nanoTime();
        var played =
                new Days(setup, new RememberedFits(village.fitting()), works, terms)
                        .play("medley", Seller::market, System::nanoTime, _ -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        var told =
                "%,d events (%,d decisions) in %.0f s: %,d rounds took %.0f s of it; %,d jobs came, %,d finished; %.0f %% held; round p50 %.0f ms, p99 %.0f ms"
                        .formatted(
                                played.counts().events(),
                                played.counts().commands(),
                                seconds,
                                played.rounds(),
                                played.roundSeconds(),
                                played.jobs().size(),
                                played.finished(),
                                100 * played.utilisation(),
                                played.decisionMs(0.5),
                                played.decisionMs(0.99));
        System.out.println(told);
        return told;
    }

    private static Work ofHours(Work work, SplittableRandom random) {
        return work instanceof TrainingJob job
                ? new TrainingJob(
                        job.terms(),
                        job.variants(),
                        job.qualityFloor(),
                        job.method(),
                        3600.0 * job.minDevices() * random.nextDouble(2, 24),
                        job.sequenceLength(),
                        job.batchTokens(),
                        job.hoursToDeadline(),
                        job.minDevices(),
                        job.maxDevices())
                : work;
    }
}
