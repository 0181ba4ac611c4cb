package dev.medley.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;

/// What runs hold, in the books day by day.
class UsageMeterTest {

    private static final long HOUR = 3_600_000;
    private static final UsageMeter.Hold HOLD = new UsageMeter.Hold("us", "h800", 8, 1000, 36);

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
        meter.begin("r1", new UsageMeter.Hold("them", "h20", 64, 1, 1), 2 * HOUR);
        meter.end("r1", 3 * HOUR);
        meter.end("r1", 4 * HOUR);
        assertThat(meter.until(5 * HOUR))
                .singleElement()
                .satisfies(use -> assertThat(use.deviceMs()).isEqualTo(16 * HOUR));
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
