package dev.medley.cli.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts of devices in plans, and commands that know whole devices only.
class CarvedFleetCommandsTest {

    private static final String FLEET = "../examples/parts/carved.yaml";
    private static final String WORKS = "../examples/parts/works.yaml";

    @Test
    void plansSayPartsAndTotalsSayDevices() {
        var plan = Terminal.stdout("plan", FLEET, WORKS, "--date", "2026-12-01", "--json");
        var whole = plan.get("pools").get(0);
        var pool = plan.get("pools").get(1);
        assertThat(whole.has("parts")).isFalse();
        assertThat(pool.get("parts").intValue()).isEqualTo(4);
        assertThat(pool.get("devices").intValue()).isEqualTo(8);
        assertThat(plan.get("totals").get("devices").intValue()).isEqualTo(4);
        assertThat(plan.get("totals").get("used").doubleValue())
                .isEqualTo(whole.get("used").intValue() + pool.get("used").intValue() / 4.0);
        assertThat(plan.get("waiting")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan %s %s --horizon 4w",
                "runway %s %s --draws 2",
                "fit %s %s --what-if",
                "compare quarters nvidia-h20-96gb --fleet %s"
            })
    void commandsThatCountWholeDevicesSaySo(String command) {
        var words = command.formatted(FLEET, WORKS).split(" ");
        var terminal = new Terminal();
        assertThat(terminal.execute(words)).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("pool 'quarters' is carved into 4 parts");
    }
}
