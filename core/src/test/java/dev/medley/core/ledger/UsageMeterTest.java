package dev.medley.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// What runs hold, in the books day by day.
class UsageMeterTest {

    private static final long HOUR = 3_600_000;
    private static final UsageMeter.Hold HOLD = new UsageMeter.Hold("w", "us", "h800", 8, 1000, 36);

    @Test
    void aRunOverMidnightIsPostedOnBothDays() {
        var meter = new UsageMeter("CNY");
        meter.begin("r1", HOLD, 22 * HOUR);
        meter.end("r1", 25 * HOUR);
        var uses = meter.until(26 * HOUR);
        assertThat(uses)
                .containsExactly(
                        new UsageMeter.DayUse(
                                LocalDate.EPOCH, "h800", "us", 16 * HOUR, 7_200_000, 7_200),
                        new UsageMeter.DayUse(
                                LocalDate.EPOCH.plusDays(1),
                                "h800",
                                "us",
                                8 * HOUR,
                                3_600_000,
                                3_600));
        var tenant = new Account(Account.Holder.TENANT, "us", Metering.USAGE);
        // Only the day that is over stands in the books.
        assertThat(meter.books().balance(tenant, Commodity.deviceTime())).isEqualTo(16 * HOUR);
        assertThat(meter.books().balance(tenant, Commodity.money("CNY"))).isEqualTo(-7_200);
        assertThat(meter.books().balance(tenant, Commodity.energy())).isEqualTo(7_200_000);
    }

    @Test
    void whatStillRunsCountsUntilNow() {
        var meter = new UsageMeter("CNY");
        meter.begin("r1", HOLD, 0);
        assertThat(meter.until(HOUR).getFirst().deviceMs()).isEqualTo(8 * HOUR);
        assertThat(meter.until(2 * HOUR).getFirst().deviceMs()).isEqualTo(16 * HOUR);
    }

    @Test
    void anUnknownOrRepeatedRunChangesNothing() {
        var meter = new UsageMeter("CNY");
        meter.end("nobody", HOUR);
        meter.begin("r1", HOLD, HOUR);
        meter.begin("r1", new UsageMeter.Hold("w", "them", "h20", 64, 1, 1), 2 * HOUR);
        meter.end("r1", 3 * HOUR);
        meter.end("r1", 4 * HOUR);
        assertThat(meter.until(5 * HOUR))
                .singleElement()
                .satisfies(use -> assertThat(use.deviceMs()).isEqualTo(16 * HOUR));
    }

    /// Whatever runs begin and end, on whatever days, and however few works are remembered.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatWorksHadAddsUpToWhatTenantsAndPoolsHad(long seed) {
        var dice = new Random(seed);
        var meter = new UsageMeter("CNY", 5 + dice.nextInt(60));
        long now = 0;
        for (int run = 0; run < 300; run++) {
            now += dice.nextLong(8 * HOUR);
            int work = dice.nextInt(60);
            var hold =
                    new UsageMeter.Hold(
                            "w" + work,
                            "t" + work % 4,
                            "p" + dice.nextInt(3),
                            1 + dice.nextInt(16),
                            1000 * dice.nextDouble(),
                            50 * dice.nextDouble());
            meter.begin("r" + run, hold, now);
            if (dice.nextInt(3) > 0) {
                meter.end("r" + dice.nextInt(run + 1), now + dice.nextLong(HOUR));
            }
            if (run % 30 == 29) {
                agree("seed " + seed, meter, now + dice.nextLong(HOUR));
            }
        }
        agree("seed " + seed, meter, now + 100 * HOUR);
    }

    private static void agree(String seed, UsageMeter meter, long now) {
        var days = new TreeMap<String, long[]>();
        for (var use : meter.until(now)) {
            long[] of = {use.deviceMs(), use.joules(), use.minor()};
            add(days, use.tenant(), of);
            add(days, use.pool(), of);
            add(days, use.tenant() + " of " + use.pool(), of);
        }
        var works = new TreeMap<String, long[]>();
        for (var use : meter.works(now)) {
            long[] of = {use.deviceMs(), use.joules(), use.minor()};
            add(works, use.tenant(), of);
            add(works, use.pool(), of);
            add(works, use.tenant() + " of " + use.pool(), of);
        }
        assertThat(works.keySet()).as(seed).isEqualTo(days.keySet()).isNotEmpty();
        days.forEach((who, sums) -> assertThat(works.get(who)).as(seed + who).isEqualTo(sums));
        assertThat(meter.books().trialBalance().values()).allMatch(sum -> sum == 0);
    }

    private static void add(Map<String, long[]> sums, String who, long[] more) {
        long[] sum = sums.computeIfAbsent(who, _ -> new long[more.length]);
        for (int i = 0; i < more.length; i++) {
            sum[i] += more[i];
        }
    }

    @Test
    void worksThatAreLongOverStandTogether() {
        var meter = new UsageMeter("CNY", 2);
        for (int i = 0; i < 5; i++) {
            var hold = new UsageMeter.Hold("w" + i, "us", "h800", 1, 0, 0);
            meter.begin("r" + i, hold, 24L * i * HOUR);
            meter.end("r" + i, 24L * i * HOUR + HOUR);
        }
        assertThat(meter.works(24L * 5 * HOUR))
                .extracting(UsageMeter.WorkUse::work, UsageMeter.WorkUse::deviceMs)
                .contains(tuple(UsageMeter.EARLIER, 4 * HOUR), tuple("w4", HOUR));
    }

    @Test
    void emptyDaysAreNotPosted() {
        var meter = new UsageMeter("CNY");
        meter.begin("r1", HOLD, 0);
        meter.end("r1", HOUR);
        meter.begin("r2", HOLD, 24L * 400 * HOUR);
        meter.end("r2", 24L * 400 * HOUR + HOUR);
        assertThat(meter.until(24L * 900 * HOUR)).hasSize(2);
        assertThat(meter.books().entries()).hasSize(2);
    }
}
