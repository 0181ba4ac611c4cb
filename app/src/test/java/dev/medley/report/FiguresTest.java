package dev.medley.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void keepsThreeDigits() {
        assertThat(Figures.figure(0)).isEqualTo("0");
        assertThat(Figures.figure(0.0614)).isEqualTo("0.061");
        assertThat(Figures.figure(3.14159)).isEqualTo("3.14");
        assertThat(Figures.figure(26.94)).isEqualTo("26.9");
        assertThat(Figures.figure(64)).isEqualTo("64");
        assertThat(Figures.figure(999.6)).isEqualTo("1,000");
        assertThat(Figures.figure(1240.4)).isEqualTo("1,240");
        assertThat(Figures.figure(26_880)).isEqualTo("26.9k");
        assertThat(Figures.figure(999_700)).isEqualTo("1M");
        assertThat(Figures.figure(8e11)).isEqualTo("800B");
    }

    @Test
    void neverCallsSomethingNothing() {
        assertThat(Figures.figure(1e-7)).isEqualTo("<0.001");
        assertThat(Figures.price(1e-7)).isEqualTo("<0.01");
        assertThat(Figures.percent(1e-7)).isEqualTo("<0.01 %");
        assertThat(Figures.percent(0)).isEqualTo("0 %");
    }

    @Test
    void neverCallsAlmostAllEverything() {
        assertThat(Figures.percent(0.9996)).isEqualTo("99.9 %");
        assertThat(Figures.percent(1)).isEqualTo("100 %");
        assertThat(Figures.percent(0.97)).isEqualTo("97 %");
    }

    @Test
    void saysUnknownForWhatIsNoNumber() {
        assertThat(Figures.figure(Double.NaN)).isEqualTo("unknown");
    }

    @Test
    void choosesUnitsThatPeopleUse() {
        assertThat(Figures.time(240)).isEqualTo("240 ms");
        assertThat(Figures.time(1234)).isEqualTo("1.23 s");
        assertThat(Figures.span(0.5)).isEqualTo("30 min");
        assertThat(Figures.span(31)).isEqualTo("31 h");
        assertThat(Figures.span(240)).isEqualTo("10 d");
        assertThat(Figures.power(1_210_000)).isEqualTo("1.21 MW");
        assertThat(Figures.rate(240, "requests/s")).isEqualTo("240 req/s");
        assertThat(Figures.count(1, "work")).isEqualTo("1 work");
        assertThat(Figures.count(7424, "device")).isEqualTo("7,424 devices");
    }
}
