package dev.medley.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CarvingTest {

    @Test
    void saysPartsAndTheDevicesThatTheyAre() {
        assertThat(Carving.WHOLE.count(8)).isEqualTo("8 devices");
        assertThat(Carving.into(4).count(12)).isEqualTo("12 parts (3 devices)");
        assertThat(Carving.into(4).count(1)).isEqualTo("1 part (1/4 device)");
        assertThat(Carving.into(3).count(5)).isEqualTo("5 parts (5/3 devices)");
    }

    @Test
    void partsAddUpToDevicesWithoutRounding() {
        for (int parts = 1; parts <= Carving.MOST_PARTS; parts++) {
            assertThat(Carving.into(parts).shares(parts)).isEqualTo(Carving.WHOLE.shares(1));
        }
    }

    @Test
    void refusesPartsThatAreMoreThanTheDevice() {
        assertThatThrownBy(() -> Carving.into(9)).hasMessageContaining("1 to 8 parts, not 9");
        assertThatThrownBy(() -> new Carving(4, 0.3, 0.25))
                .hasMessageContaining("more than it has");
        assertThatThrownBy(() -> new Carving(4, 0.25, 0.3))
                .hasMessageContaining("more than it has");
    }
}
