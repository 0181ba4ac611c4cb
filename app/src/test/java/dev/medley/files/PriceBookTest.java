package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class PriceBookTest {

    private static final String PRICES =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Policy
            metadata: {name: prices}
            spec:
              prices:
                - {chip: H800, perDeviceHour: 14}
                - {chip: 910C, basis: state, perDeviceHour: 6, discount: 45 %, from: 2026-03-01, to: 2026-12-31}
                - {chip: 910C, basis: lease, perDeviceHour: 6, from: 2026-01-01}
                - {chip: 910C, basis: market, perDeviceHour: 9, from: DAY}
            """;

    @TempDir private Path folder = Path.of("");

    private Reader reader(String from) throws IOException {
        var fleet =
                Texts.FLEET
                        .replaceAll(" *costPerDeviceHour: [^\n]*\n", "")
                        .replace(
                                "      pue: 1.2",
                                "      powerPrices:\n"
                                        + "        - {hours: '22:00-06:00', perKwh: 0.24, to:"
                                        + " 2026-05-31}\n"
                                        + "        - {hours: '22:00-06:00', perKwh: 0.20}\n"
                                        + "      pue: 1.2");
        return new Reader(folder)
                .write("fleet.yaml", fleet)
                .write("policy.yaml", PRICES.replace("DAY", from));
    }

    @Test
    void ofPricesThatHoldTheOneThatBeganLastCounts() throws IOException {
        var pools = reader("2027-01-01").loaded().fleet().pools();
        assertThat(pools.getFirst().costPerDeviceHour()).isEqualTo(14);
        assertThat(pools.getLast().costPerDeviceHour()).isCloseTo(3.3, within(1e-12));
        var later = reader("2026-06-01").loaded().fleet().pools();
        assertThat(later.getLast().costPerDeviceHour()).isEqualTo(9);
    }

    @Test
    void refusesTwoPricesThatBeganOnTheSameDay() throws IOException {
        assertThat(reader("2026-03-01").problems())
                .anySatisfy(problem -> assertThat(problem).contains("has a price already"));
    }

    @Test
    void powerCostsTheMeanOfTheDay() throws IOException {
        var site = reader("2027-01-01").loaded().fleet().sites().getFirst();
        assertThat(site.powerPricePerKwh()).isCloseTo((16 * 0.38 + 8 * 0.20) / 24, within(1e-12));
    }
}
