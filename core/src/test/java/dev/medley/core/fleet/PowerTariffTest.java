package dev.medley.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class PowerTariffTest {

    private static final PowerTariff.Window NIGHT = new PowerTariff.Window(22 * 60, 6 * 60, 0.24);

    @Test
    void nightsAreCheaperOverMidnight() {
        var tariff = new PowerTariff(0.36, List.of(NIGHT));
        assertThat(tariff.at(21 * 60 + 59)).isEqualTo(0.36);
        assertThat(tariff.at(22 * 60)).isEqualTo(0.24);
        assertThat(tariff.at(0)).isEqualTo(0.24);
        assertThat(tariff.at(6 * 60)).isEqualTo(0.36);
    }

    @Test
    void workThatRunsDayAndNightPaysTheMean() {
        assertThat(new PowerTariff(0.36, List.of(NIGHT)).mean()).isCloseTo(0.32, within(1e-12));
        assertThat(new PowerTariff(0.36, List.of()).mean()).isEqualTo(0.36);
    }

    @Test
    void theFirstWindowThatHoldsCounts() {
        var noon = new PowerTariff.Window(11 * 60, 23 * 60, 0.9);
        assertThat(new PowerTariff(0.36, List.of(noon, NIGHT)).at(22 * 60 + 30)).isEqualTo(0.9);
    }
}
