package dev.medley.core.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BYTES        | 80 GB          | 80e9
                    BYTES        | 64GiB          | 68719476736
                    TOKENS       | 12e9 tokens    | 12e9
                    TOKENS       | 15T tokens     | 15e12
                    TOKENS       | 1.5B           | 1.5e9
                    TOKENS       | 1 token        | 1
                    TOKENS       | 4000           | 4000
                    TIME         | 30 ms          | 0.03
                    TIME         | 4h             | 14400
                    TIME         | 90d            | 7776000
                    TIME         | 2 w            | 1209600
                    POWER        | 1.2 MW         | 1.2e6
                    REQUEST_RATE | 120 req/s      | 120
                    REQUEST_RATE | 90 req/min     | 1.5
                    REQUEST_RATE | 1.2k req/s     | 1200
                    TOKEN_RATE   | 3.5k tokens/s  | 3500
                    SHARE        | 30 %           | 0.3
                    SHARE        | 0.3            | 0.3
                    COUNT        | 1.5k           | 1500
                    """)
    void readsQuantity(Dimension dimension, String text, double base) {
        assertThat(dimension.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Value.class,
                        v -> assertThat((Double) v.value()).isCloseTo(base, within(base)));
    }

    private static org.assertj.core.data.Offset<Double> within(double base) {
        return org.assertj.core.data.Offset.offset(base * 1e-12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BYTES        | 80 gb      | has the unknown unit 'gb' (a size takes B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB, PiB)        | maybe '80 GB'
                    BYTES        | 80         | needs a unit (a size takes B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB, PiB)                     | write for example '80 GB'
                    TIME         | 500        | needs a unit (a time takes us, ms, s, min, h, d, w)                                            | write for example '30 ms' or '4h'
                    TIME         | 3 hrs      | has the unknown unit 'hrs' (a time takes us, ms, s, min, h, d, w)                              | write for example '30 ms' or '4h'
                    REQUEST_RATE | -3 req/s   | must not be negative                                                                           | write for example 12 or '12 req/s'
                    REQUEST_RATE | 12 reqs/s  | has the unknown unit 'reqs/s' (a rate of requests takes req/s, requests/s, req/min, req/h, after k, M, B (1e9) or T where wanted) | maybe '12 req/s'
                    TOKENS       | NaN        | must be a finite number                                                                        | write for example 12e9 or '15T tokens'
                    TOKENS       | -inf       | must be a finite number                                                                        | write for example 12e9 or '15T tokens'
                    TOKENS       | 1e999      | is too large                                                                                   | write for example 12e9 or '15T tokens'
                    TOKENS       | 1e308T     | is too large                                                                                   | write for example 12e9 or '15T tokens'
                    TOKENS       | 1,000      | must be written without separators between digits                                              | write for example 12e9 or '15T tokens'
                    TOKENS       | many       | must begin with a number                                                                       | write for example 12e9 or '15T tokens'
                    """)
    void refusesWithRuleAndAdvice(Dimension dimension, String text, String rule, String advice) {
        assertThat(dimension.parse(text)).isEqualTo(Parsed.wrong(rule, advice));
    }

    @Test
    void refusesZeroWhereNothingIsSenseless() {
        assertThat(Dimension.TOKENS.parsePositive("0"))
                .isEqualTo(
                        Parsed.wrong("must be positive", "write for example 12e9 or '15T tokens'"));
        assertThat(Dimension.TOKENS.parse("0")).isEqualTo(Parsed.value(0.0));
    }

    @Test
    void printsInTheLargestUnitThatLeavesOne() {
        assertThat(Dimension.BYTES.print(80e9)).isEqualTo("80 GB");
        assertThat(Dimension.BYTES.print(999.99e9)).isEqualTo("1 TB");
        assertThat(Dimension.TIME.print(0.03)).isEqualTo("30 ms");
        assertThat(Dimension.TIME.print(5400)).isEqualTo("1.5 h");
        assertThat(Dimension.TOKENS.print(12e9)).isEqualTo("12B tokens");
        assertThat(Dimension.REQUEST_RATE.print(0)).isEqualTo("0 req/s");
        assertThat(Dimension.TOKEN_RATE.print(3500)).isEqualTo("3.5k tokens/s");
        assertThat(Dimension.POWER.print(1.2345678e6)).isEqualTo("1.235 MW");
        assertThat(Dimension.SHARE.print(0.3)).isEqualTo("30 %");
        assertThat(new Money(0.38, "CNY").print(Money.Per.KWH)).isEqualTo("0.38 CNY/kWh");
    }

    @Test
    void readsBackWhatItPrints() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double base = StrictMath.pow(10, random.nextDouble(-5, 16));
            for (var dimension : Dimension.values()) {
                var text = dimension.print(base);
                assertThat(dimension.parse(text))
                        .as(text)
                        .isInstanceOfSatisfying(
                                Parsed.Value.class,
                                v -> assertThat((Double) v.value() / base).isBetween(0.999, 1.001));
            }
        }
    }

    @Test
    void readsMoney() {
        assertThat(Money.parse("0.38 CNY/kWh", Money.Per.KWH, null, List.of()))
                .isEqualTo(Parsed.value(new Money(0.38, "CNY")));
        assertThat(Money.parse("14.2", Money.Per.HOUR, "CNY", List.of()))
                .isEqualTo(Parsed.value(new Money(14.2, "CNY")));
        assertThat(Money.parse("14.2 USD/h", Money.Per.HOUR, "CNY", List.of("CNY", "EUR")))
                .isEqualTo(
                        Parsed.wrong(
                                "is in USD, which has no exchange rate",
                                "use one of CNY, EUR, or add it to the policy's exchangeRates"));
        assertThat(Money.parse("14.2 CNY/kWh", Money.Per.HOUR, "CNY", List.of()))
                .isEqualTo(
                        Parsed.wrong(
                                "must be an amount per h",
                                "write for example 14.2 or '14.2 CNY/h'"));
        assertThat(Money.parse("14.2 yuan/h", Money.Per.HOUR, "CNY", List.of()))
                .isEqualTo(
                        Parsed.wrong(
                                "has the unknown currency 'yuan' (three capital letters)",
                                "write for example 14.2 or '14.2 CNY/h'"));
    }

    @Test
    void readsDeadlines() {
        var planDate = LocalDate.of(2026, 6, 1);
        assertThat(Deadline.parseHours("90d", planDate)).isEqualTo(Parsed.value(2160.0));
        assertThat(Deadline.parseHours("2026-06-02", planDate)).isEqualTo(Parsed.value(48.0));
        assertThat(Deadline.parseHours("2026-05-31", planDate))
                .isEqualTo(
                        Parsed.wrong(
                                "lies before the plan's date 2026-06-01",
                                "take the work out, or give a later deadline"));
        assertThat(Deadline.parseHours("2026-02-30", planDate))
                .isEqualTo(
                        Parsed.wrong("is no date in the calendar", "write for example 2026-12-31"));
        assertThat(Deadline.parseHours("soon", planDate))
                .isEqualTo(
                        Parsed.wrong(
                                "must begin with a number",
                                "write for example '90d' or 2026-12-31"));
    }

    @Test
    void findsTheNameThatWasMeant() {
        var known = List.of("search", "assistant", "vision");
        assertThat(Nearest.of("serach", known)).isEqualTo("search");
        assertThat(Nearest.of("Vison", known)).isEqualTo("vision");
        assertThat(Nearest.of("billing", known)).isNull();
        assertThat(Nearest.advice("billing", known))
                .isEqualTo("use one of search, assistant, vision");
    }
}
