package dev.medley.core.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.SortedMap;
import java.util.TreeMap;

/// What a device-hour does before and after.
class EfficiencyTest {

    private static final String REQUEST = "1000 tokens in and 500 out";

    @Test
    void twiceTheRateOnAsManyDevicesIsTwiceAsEfficient() {
        var gain = Efficiency.of(plan(chat(100, 10, 1)), plan(chat(200, 10, 1))).works().getFirst();

        assertThat(gain.before()).isEqualTo(36_000);
        assertThat(gain.ratio()).isEqualTo(2);
        assertThat(gain.devicesFreed()).isZero();
        assertThat(gain.devicesFreedAtEqualOutput()).isEqualTo(5);
    }

    @Test
    void tellsWhatTheGainCostsInQuality() {
        var gain =
                Efficiency.of(plan(chat(100, 10, 1)), plan(chat(100, 4, 0.96))).works().getFirst();

        assertThat(gain.devicesFreed()).isEqualTo(6);
        assertThat(gain.qualityAfter() - gain.qualityBefore()).isCloseTo(-0.04, within(1e-12));
    }

    @Test
    void addsLikeUnitsOnly() {
        var before = plan(chat(100, 10, 1), train("a", 50, 5), train("b", 30, 5));
        var after = plan(chat(100, 5, 1), train("a", 50, 4), train("b", 30, 4));

        var all = Efficiency.of(before, after).all();

        assertThat(all).extracting(Gain::unit).containsExactly("answer tokens", "trained tokens");
        assertThat(all.getLast().devicesBefore()).isEqualTo(10);
        assertThat(all.getLast().perSecondBefore()).isEqualTo(80);
        assertThat(all.getLast().ratio()).isCloseTo(10.0 / 8, within(1e-12));
    }

    @Test
    void refusesUnlikeUnits() {
        var requests = new Entry("chat", "t", "requests", 1, 10, 1, "");

        var efficiency = Efficiency.of(plan(chat(100, 10, 1)), plan(requests));

        assertThat(efficiency.works()).isEmpty();
        assertThat(efficiency.refused().getFirst().reason().code()).isEqualTo("unlike-units");
    }

    @Test
    void refusesRequestsOfOtherLengths() {
        var longer = new Entry("chat", "t", "answer tokens", 100, 10, 1, "9 tokens in and 9 out");

        var refused = Efficiency.of(plan(chat(100, 10, 1)), plan(longer)).refused().getFirst();

        assertThat(refused.reason().code()).isEqualTo("unlike-requests");
    }

    @Test
    void namesWorksThatRunInOnePlanOnly() {
        var efficiency = Efficiency.of(plan(train("a", 1, 1)), plan(train("b", 1, 1)));

        assertThat(efficiency.refused())
                .extracting(Efficiency.Refused::work)
                .containsExactly("a", "b");
    }

    @Test
    void placesOfOneWorkAddUpAndQualityIsWeighedByRate() {
        var both = chat(300, 10, 1).plus(chat(100, 10, 0.8));

        assertThat(both.perDeviceHour()).isEqualTo(400.0 * 3600 / 20);
        assertThat(both.quality()).isCloseTo(0.95, within(1e-12));
    }

    private static Entry chat(double perSecond, int devices, double quality) {
        return new Entry("chat", "t", "answer tokens", perSecond, devices, quality, REQUEST);
    }

    private static Entry train(String name, double perSecond, int devices) {
        return new Entry(name, "t", "trained tokens", perSecond, devices, 1, "");
    }

    private static SortedMap<String, Entry> plan(Entry... entries) {
        var plan = new TreeMap<String, Entry>();
        for (var entry : entries) {
            plan.put(entry.work(), entry);
        }
        return plan;
    }
}
