package dev.medley.core.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.fleet.Pool;
import dev.medley.core.units.Streams;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Devices of a pool on later days, against arithmetic by hand.
class ForecastTest {

    private static final LocalDate START = LocalDate.of(2026, 12, 1);

    private static final Pool POOL = Warehouse.pool("h800", 1000);

    @Test
    void leavesAQuietStockAsItIs() {
        var forecast = Forecast.of(Stock.still(List.of(POOL)), months(18));

        assertThat(forecast.middle().of(18, 0)).isEqualTo(1000);
        assertThat(forecast.draw(new Streams(1)).of(18, 0)).isEqualTo(1000);
    }

    @Test
    void countsArrivalsLeasesAndRetirementsOnTheirDays() {
        var stock =
                new Warehouse(POOL)
                        .arrives("spring", 64, LocalDate.of(2027, 3, 1))
                        .leased("johor", 128, LocalDate.of(2027, 5, 31))
                        .retires(200, LocalDate.of(2027, 9, 1))
                        .stock();
        var devices = Forecast.of(stock, months(12)).middle();

        assertThat(column(devices, 13))
                .containsExactly(
                        1000, 1000, 1000, 1064, 1064, 1064, 936, 936, 936, 736, 736, 736, 736);
    }

    @Test
    void keepsARenewedLeaseUntilItsSecondEnd() {
        var ends = LocalDate.of(2027, 1, 31);
        var later = LocalDate.of(2027, 6, 30);
        var likely = new Warehouse(POOL).renewable("a", 100, ends, 0.6, later).stock();
        var unlikely = new Warehouse(POOL).renewable("a", 100, ends, 0.4, later).stock();

        assertThat(Forecast.of(likely, months(8)).middle().of(3, 0)).isEqualTo(1000);
        assertThat(Forecast.of(likely, months(8)).middle().of(7, 0)).isEqualTo(900);
        assertThat(Forecast.of(unlikely, months(8)).middle().of(3, 0)).isEqualTo(900);
        var draws = draws(likely, 3, 2000);
        double renewed = draws.stream().filter(devices -> devices == 1000).count() / 2000.0;
        assertThat(renewed).isCloseTo(0.6, within(0.03));
    }

    @Test
    void losesDevicesAsTheExponentialSays() {
        var stock = new Warehouse(POOL).fails(new Failures(0.2, 7, 1)).stock();
        double year = 365 / 365.25;

        assertThat(Forecast.of(stock, months(12)).middle().of(12, 0))
                .isEqualTo((int) (1000 * Math.exp(-0.2 * year)));
        var draws = draws(stock, 12, 500);
        double mean = draws.stream().mapToInt(i -> i).average().orElseThrow();
        double share = Math.exp(-0.2 * year);
        assertThat(mean).isCloseTo(1000 * share, within(1.5));
        double variance =
                draws.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElseThrow();
        assertThat(variance).isCloseTo(1000 * share * (1 - share), within(25.0));
    }

    @Test
    void settlesAtRateTimesRepairWhereEverythingComesBack() {
        var stock = new Warehouse(POOL).fails(new Failures(0.5, 14, 0)).stock();
        double up = 1 / (1 + 0.5 / 365.25 * 14);

        assertThat(Forecast.of(stock, months(12)).middle().of(12, 0)).isEqualTo((int) (1000 * up));
        assertThat(draws(stock, 12, 500).stream().mapToInt(i -> i).average().orElseThrow())
                .isCloseTo(1000 * up, within(0.6));
    }

    @Test
    void letsSparesStandInUntilTheyAreUsedUp() {
        var failures = new Failures(0.2, 7, 1);
        var bare = new Warehouse(POOL).fails(failures).stock();
        var spared = new Warehouse(POOL).fails(failures).spares(50).stock();
        var without = Forecast.of(bare, months(12));
        var with = Forecast.of(spared, months(12));

        for (int draw = 0; draw < 20; draw++) {
            var streams = new Streams(draw);
            for (int m = 0; m <= 12; m++) {
                int left = without.draw(streams).of(m, 0);
                assertThat(with.draw(streams).of(m, 0)).isEqualTo(Math.min(1000, left + 50));
            }
        }
    }

    @Test
    void bringsArrivalsWithinTheirBand() {
        var band =
                new DateBand(
                        LocalDate.of(2027, 2, 1),
                        LocalDate.of(2027, 3, 1),
                        LocalDate.of(2027, 6, 1));
        var stock = new Warehouse(POOL).arrives("spring", 64, band).stock();
        var dates = List.of(START, band.earliest(), band.middle(), band.latest());

        assertThat(there(stock, dates, 1)).isCloseTo(0.1, within(0.02));
        assertThat(there(stock, dates, 2)).isCloseTo(0.5, within(0.03));
        assertThat(there(stock, dates, 3)).isCloseTo(0.9, within(0.02));
    }

    @Test
    void takesAQuantileForItsShareBackwards() {
        var band =
                new DateBand(
                        LocalDate.of(2027, 2, 1),
                        LocalDate.of(2027, 3, 1),
                        LocalDate.of(2027, 6, 1));
        for (double u : new double[] {0.01, 0.1, 0.3, 0.5, 0.8, 0.9, 0.99}) {
            long days = Math.round(band.quantile(u, START));
            assertThat(band.reached(START.plusDays(days))).isCloseTo(u, within(0.01));
        }
        assertThat(DateBand.on(START).reached(START)).isEqualTo(1);
        assertThat(DateBand.on(START).reached(START.minusDays(1))).isEqualTo(0);
    }

    @Test
    void neverBringsALateArrivalBeforeTheStart() {
        var late = new DateBand(START.minusDays(60), START.minusDays(20), START.plusDays(90));
        var stock = new Warehouse(POOL).arrives("late", 64, late).stock();

        assertThat(draws(stock, 0, 50)).containsOnly(1000);
        assertThat(draws(stock, 1, 300)).contains(1000, 1064);
    }

    @Test
    void neverHasFewerDevicesWithOneArrivalMore() {
        var failures = new Failures(0.6, 30, 0.5);
        var band = new DateBand(START.plusDays(30), START.plusDays(90), START.plusDays(200));
        var some = new Warehouse(POOL).fails(failures).spares(20).arrives("a", 64, band);
        var fewer = Forecast.of(some.stock(), months(18));
        var more = Forecast.of(some.arrives("b", 128, band).stock(), months(18));
        for (int draw = 0; draw < 50; draw++) {
            var with = more.draw(new Streams(draw));
            var without = fewer.draw(new Streams(draw));
            for (int m = 0; m <= 18; m++) {
                assertThat(with.of(m, 0)).isGreaterThanOrEqualTo(without.of(m, 0));
            }
        }
    }

    @Test
    void drawsTheSameFromTheSameSeed() {
        var stock =
                new Warehouse(POOL)
                        .fails(new Failures(0.3, 20, 0.2))
                        .arrives(
                                "a",
                                64,
                                new DateBand(START, START.plusDays(80), START.plusDays(99)))
                        .stock();
        var forecast = Forecast.of(stock, months(18));

        assertThat(forecast.draw(new Streams(5))).isEqualTo(forecast.draw(new Streams(5)));
        assertThat(forecast.draw(new Streams(5))).isNotEqualTo(forecast.draw(new Streams(6)));
    }

    private static double there(Stock stock, List<LocalDate> dates, int date) {
        var forecast = Forecast.of(stock, dates);
        return IntStream.range(0, 2000)
                        .filter(draw -> forecast.draw(new Streams(draw)).of(date, 0) > 1000)
                        .count()
                / 2000.0;
    }

    private static List<Integer> draws(Stock stock, int month, int draws) {
        var forecast = Forecast.of(stock, months(Math.max(month, 1)));
        return IntStream.range(0, draws)
                .mapToObj(draw -> forecast.draw(new Streams(draw)).of(month, 0))
                .toList();
    }

    private static List<Integer> column(Forecast.Devices devices, int dates) {
        return IntStream.range(0, dates).mapToObj(date -> devices.of(date, 0)).toList();
    }

    private static List<LocalDate> months(int count) {
        var months = new ArrayList<LocalDate>();
        for (int m = 0; m <= count; m++) {
            months.add(START.plusMonths(m));
        }
        return months;
    }
}
