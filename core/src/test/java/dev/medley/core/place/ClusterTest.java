package dev.medley.core.place;

import static dev.medley.core.place.Yard.gang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class ClusterTest {

    private final Cluster cluster = Yard.plain().nodes(2, 4).cluster();

    @Test
    void seatsThatAreNotFreeAreGivenToNobody() {
        cluster.hold("a", Member.whole(2, 0, 0), List.of(new Seat("n1", List.of(1, 2))));
        var seats = List.of(new Seat("n0", List.of(0, 1)), new Seat("n1", List.of(2, 3)));

        assertThatThrownBy(() -> cluster.hold("b", Member.whole(2, 0, 0), seats))
                .hasMessage("Devices [2, 3] of node 'n1' are not free for 1000 milli each.");
        assertThat(cluster.heldMilli()).isEqualTo(2000);
        assertThat(cluster.gangs()).containsExactly("a");
    }

    @Test
    void oneDeviceIsNotHeldTwiceByOneSeat() {
        var seats = List.of(new Seat("n0", List.of(1, 1)));

        assertThatThrownBy(() -> cluster.hold("b", Member.whole(2, 0, 0), seats))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cpuAndMemoryAreNeverOversold() {
        var seats = List.of(new Seat("n0", List.of()), new Seat("n0", List.of()));

        assertThatThrownBy(() -> cluster.hold("b", Member.plain(40_000, 0), seats))
                .hasMessageContaining("has 24000 milli CPU");
        assertThat(Yard.placer(cluster).place(Gang.single("c", Member.plain(64_000, 0))))
                .isInstanceOf(Placement.Placed.class);
    }

    @Test
    void releaseGivesEverythingBack() {
        var before = Yard.placer(cluster).place(gang("b", 2, 4));
        Yard.placer(cluster).seat(gang("a", 3, 2));

        cluster.release("a");

        assertThat(cluster.heldMilli()).isZero();
        assertThat(cluster.idleMilli()).isEqualTo(8000);
        assertThat(Yard.placer(cluster).place(gang("b", 2, 4))).isEqualTo(before);
        assertThatThrownBy(() -> cluster.release("a")).hasMessage("Gang 'a' holds nothing.");
    }

    @Test
    void deviceThatWentDownStaysHeldUntilReleased() {
        cluster.hold("a", Member.whole(1, 0, 0), List.of(new Seat("n0", List.of(0))));
        cluster.setDown("n0", 0, true);
        cluster.release("a");

        assertThat(cluster.idleMilli()).isEqualTo(7000);
        cluster.setDown("n0", 0, false);
        assertThat(cluster.idleMilli()).isEqualTo(8000);
    }

    @Test
    void copyGoesItsOwnWay() {
        Yard.placer(cluster).seat(gang("a", 1, 2));
        cluster.setDown("n1", 3, true);
        var copy = cluster.copy();
        Yard.placer(copy).seat(gang("b", 1, 2));
        copy.release("a");

        assertThat(cluster.gangs()).containsExactly("a");
        assertThat(copy.gangs()).containsExactly("b");
        assertThat(copy.idleMilli()).isEqualTo(cluster.idleMilli()).isEqualTo(5000);
    }

    @Test
    void nodeGoesOnlyWhenNobodySitsOnIt() {
        Yard.placer(cluster).seat(gang("a", 1, 2));

        assertThatThrownBy(() -> cluster.remove("n0"))
                .hasMessage("Node 'n0' cannot go: gangs hold 1 seats on it.");
        cluster.release("a");
        cluster.remove("n0");
        cluster.add(new Node("n0", "h800", 4, 0, 0, List.of()));

        assertThat(cluster.capacityMilli()).isEqualTo(8000);
        assertThat(cluster.copy().capacityMilli()).isEqualTo(8000);
    }
}
