package dev.medley.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.units.Growth;
import dev.medley.core.units.Parsed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class DemandCurveTest {

    private static final double MONTH = DemandCurve.MONTH_HOURS;

    @Test
    void staysLevelWhereNothingIsSaid() {
        assertThat(DemandCurve.LEVEL.at(12, 5000)).isEqualTo(12);
    }

    @Test
    void growsByTheSameShareEachMonth() {
        var curve = new DemandCurve(List.of(), 0.06);
        assertThat(curve.at(100, MONTH)).isCloseTo(106, within(1e-9));
        assertThat(curve.at(100, 2 * MONTH)).isCloseTo(112.36, within(1e-9));
    }

    @Test
    void growsOnFromEachStep() {
        var curve = new DemandCurve(List.of(new DemandCurve.Step(MONTH, 50)), 0.1);
        assertThat(curve.at(100, 0.999 * MONTH)).isGreaterThan(109);
        assertThat(curve.at(100, MONTH)).isEqualTo(50);
        assertThat(curve.at(100, 2 * MONTH)).isCloseTo(55, within(1e-9));
    }

    @Test
    void findsTheMostDemandBeforeAndAfterASteps() {
        var falls = new DemandCurve(List.of(new DemandCurve.Step(100, 5)), 0);
        assertThat(falls.most(10, 0, 168)).isEqualTo(10);
        assertThat(falls.most(10, 100, 268)).isEqualTo(5);
        var rises = new DemandCurve(List.of(new DemandCurve.Step(100, 20)), 0);
        assertThat(rises.most(10, 0, 168)).isEqualTo(20);
        assertThat(rises.most(10, 0, 100)).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"6 %/month, 0.06", "0.06/month, 0.06", "-2 % / month, -0.02", "100 %/year, 0.0595"})
    void readsGrowth(String text, double perMonth) {
        assertThat(Growth.parsePerMonth(text))
                .isInstanceOfSatisfying(
                        Parsed.Value.class,
                        value ->
                                assertThat((Double) value.value())
                                        .isCloseTo(perMonth, within(1e-4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6 %", "6 req/month", "-100 %/month", "6 %/day", "much/month"})
    void refusesWhatIsNoGrowth(String text) {
        assertThat(Growth.parsePerMonth(text)).isInstanceOf(Parsed.Wrong.class);
    }

    @Test
    void countsTheDayThatThePlannerAsksFor() {
        var port = new Port("cann", 0.7, null, 1000, new Port.Span(800, 1500));
        assertThat(port.hoursUntil(Port.Day.EARLIEST)).isEqualTo(800);
        assertThat(port.hoursUntil(Port.Day.EXPECTED)).isEqualTo(1000);
        assertThat(port.hoursUntil(Port.Day.LATEST)).isEqualTo(1500);
        var sure = new Port("cann", null, null, 1000, null);
        assertThat(sure.hoursUntil(Port.Day.LATEST)).isEqualTo(1000);
    }

    @Test
    void refusesSpansThatRunBackwards() {
        assertThatThrownBy(() -> new Port.Span(2, 1)).hasMessageContaining("2");
    }
}
