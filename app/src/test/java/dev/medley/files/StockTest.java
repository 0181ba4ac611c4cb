package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.stock.DateBand;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/// What a Fleet says of its stock over time: read, or refused with its place.
class StockTest {

    private static final String FLEET =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: shrinking}
            spec:
              currency: CNY
              sites: [{name: here, country: CN, powerPricePerKwh: 0.4, pue: 1.2}]
              pools:
                - {name: h800, site: here, chip: H800, devices: 512, costPerDeviceHour: 14}
                - {name: 910c, site: here, chip: 910C, devices: 0, costPerDeviceHour: 6}
              stock:
                failures:
                  - {chip: H800, perDeviceYear: 0.09, repair: 14d, lost: 40 %}
                  - {pool: 910c, perDeviceYear: 0.2}
                spares: [{pool: h800, devices: 12}]
                arrivals:
                  - name: spring
                    pool: 910c
                    devices: 384
                    date: 2027-03-01
                    earliest: 2027-02-01
                    latest: 2027-06-01
                leases:
                  - name: half
                    pool: h800
                    devices: 256
                    ends: 2027-06-30
                    renewal: 60 %
                    until: 2028-06-30
                retirements: [{pool: h800, devices: 64, date: 2027-09-01}]
                offers:
                  - name: batam
                    pool: h800
                    devices: 128
                    date: 2027-02-01
                    until: 2028-01-31
                    costPerDeviceHour: 19
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void readsWhatBecomesOfPools() throws IOException {
        var stock = new Reader(folder).write("f.yaml", FLEET).loaded().stock();

        assertThat(stock.failures().get("h800"))
                .satisfies(f -> assertThat(f.lost()).isEqualTo(0.4))
                .satisfies(f -> assertThat(f.repairDays()).isEqualTo(14));
        assertThat(stock.failures().get("910c"))
                .satisfies(f -> assertThat(f.repairDays()).isEqualTo(7));
        assertThat(stock.spares()).containsEntry("h800", 12);
        assertThat(stock.arrivals().getFirst().date())
                .isEqualTo(new DateBand(day(2, 1), day(3, 1), day(6, 1)));
        assertThat(stock.leases().getFirst().renewal()).isEqualTo(0.6);
        assertThat(stock.retirements().getFirst().devices()).isEqualTo(64);
        assertThat(stock.offers().getFirst().costPerDeviceHour()).isEqualTo(19);
    }

    @Test
    void keepsAPlannedPoolOutOfTheFleetOfToday() throws IOException {
        var loaded = new Reader(folder).write("f.yaml", FLEET).loaded();

        assertThat(loaded.fleet().pools()).extracting(pool -> pool.id()).containsExactly("h800");
        assertThat(loaded.stock().pools())
                .extracting(pool -> pool.id())
                .containsExactly("h800", "910c");
        assertThat(loaded.stock().pools().getLast().devicesPerNode()).isEqualTo(16);
    }

    @Test
    void knowsOfNoChangesWhereNothingIsSaid() throws IOException {
        var quiet = FLEET.substring(0, FLEET.indexOf("  stock:"));
        var stock = new Reader(folder).write("f.yaml", quiet).loaded().stock();

        assertThat(stock.changes()).isFalse();
        assertThat(stock.pools()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pool: 910c, perDeviceYear: 0.2 | perDeviceYear: 0.2 | perDeviceYear: 0.2 belongs to a pool or to a chip
                    pool: 910c, perDeviceYear: 0.2 | chip: H800, perDeviceYear: 0.2 | chip: 'H800' stands here already
                    perDeviceYear: 0.09 | perDeviceYear: -1 | perDeviceYear: -1 must not be negative
                    pool: h800, devices: 12 | pool: h900, devices: 12 | pool: 'h900' is no pool of this fleet; maybe 'h800'
                    earliest: 2027-02-01 | earliest: 2027-04-01 | earliest: '2027-04-01' lies after date 2027-03-01
                    latest: 2027-06-01 | latest: 2027-01-01 | latest: '2027-01-01' lies before date 2027-03-01
                    devices: 384 | devices: 380 | devices: 380 is not a whole number of nodes of 16 devices
                    devices: 64 | devices: 300 | devices: 300 makes leases and retirements of h800 take 556 devices of the 512 it has
                    until: 2028-06-30 | until: 2027-06-30 | until: '2027-06-30' must lie after 2027-06-30
                    name: batam | name: spring | name: 'spring' stands here already
                    date: 2027-09-01 | date: 2027-09-31 | date: '2027-09-31' is no day of the calendar
                    """)
    void refusesWhatCannotBe(String right, String wrong, String told) throws IOException {
        assertThat(FLEET).contains(right);
        var problems = new Reader(folder).write("f.yaml", FLEET.replace(right, wrong)).problems();

        assertThat(problems)
                .anySatisfy(
                        p -> assertThat(p).startsWith("f.yaml:").contains("stock").contains(told));
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2027, month, day);
    }
}
