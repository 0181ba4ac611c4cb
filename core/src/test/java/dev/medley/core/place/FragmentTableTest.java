package dev.medley.core.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

/// Against sums done by hand from the paper's definition.
class FragmentTableTest {

    private final TreeMap<Mix.Kind, Double> kinds = new TreeMap<>();

    @Test
    void idleDevicesTooSmallForAKindAreWasteToIt() {
        kind(Member.part(500, 0, 0), 0.5);
        kind(Member.whole(1, 0, 0), 0.5);

        // Half of arrivals waste the 300; the other half can use nothing: 0.5 * 300 + 0.5 * 900.
        assertThat(of(8000, 600, 300)).isCloseTo(600, within(1e-9));
    }

    @Test
    void nodeWithoutCpuIsAllWaste() {
        kind(Member.part(500, 4000, 0), 1);

        assertThat(of(4000, 1000, 1000)).isZero();
        assertThat(of(3999, 1000, 1000)).isCloseTo(2000, within(1e-9));
    }

    @Test
    void severalDevicesMustBeThereTogether() {
        kind(Member.whole(2, 0, 0), 1);

        assertThat(of(0, 1000, 700)).isCloseTo(1700, within(1e-9));
        assertThat(of(0, 1000, 1000, 700)).isCloseTo(700, within(1e-9));
    }

    @Test
    void kindsWithoutDevicesWasteEverything() {
        kind(Member.plain(1000, 0), 0.25);
        kind(Member.part(100, 0, 0), 0.75);

        assertThat(of(8000, 1000)).isCloseTo(250, within(1e-9));
    }

    @Test
    void foreignPoolIsAllWaste() {
        kinds.put(new Mix.Kind(Member.part(100, 0, 0), List.of("b")), 1.0);

        assertThat(of(8000, 1000)).isCloseTo(1000, within(1e-9));
    }

    private void kind(Member member, double popularity) {
        kinds.put(new Mix.Kind(member, List.of()), popularity);
    }

    private double of(long cpuMilli, int... idle) {
        var room = new Room(idle.length);
        room.cpuMilli = cpuMilli;
        System.arraycopy(idle, 0, room.idle, 0, idle.length);
        return new FragmentTable(kinds, List.of("a", "b")).of(room);
    }
}
