package dev.medley.core.place;

import static dev.medley.core.place.Yard.GIB;
import static dev.medley.core.place.Yard.close;
import static dev.medley.core.place.Yard.gang;
import static dev.medley.core.place.Yard.reasons;
import static dev.medley.core.place.Yard.seatedOn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class PlacerTest {

    @Test
    void keepsUntouchedNodesForLargeMembers() {
        var cluster = Yard.plain().nodes(3, 8).cluster();
        var placer = Yard.placer(cluster);
        placer.seat(gang("a", 1, 3));

        assertThat(seatedOn(placer.seat(gang("b", 2, 2)))).containsExactly("n0", "n0");
        assertThat(seatedOn(placer.seat(gang("c", 2, 8)))).containsExactly("n1", "n2");
    }

    @Test
    void gangIsSeatedWholeOrNotAtAll() {
        var cluster = Yard.plain().nodes(2, 8).cluster();
        var placer = Yard.placer(cluster);
        placer.seat(gang("a", 1, 3));

        var answer = placer.seat(gang("b", 4, 4));

        assertThat(reasons(answer))
                .containsExactly(
                        "too-few-devices: needs 4 x 4 devices; 2 nodes have 13 devices untouched"
                                + " and 13 idle in all: room for 3 x 4 devices");
        assertThat(cluster.heldMilli()).isEqualTo(3000);
        assertThat(seatedOn(placer.seat(gang("b", 3, 4)))).hasSize(3);
    }

    @Test
    void lookingChangesNothing() {
        var cluster = Yard.plain().nodes(2, 8).cluster();
        var placer = Yard.placer(cluster);

        var first = placer.place(gang("a", 3, 4));

        assertThat(cluster.heldMilli()).isZero();
        assertThat(placer.place(gang("a", 3, 4))).isEqualTo(first);
    }

    @Test
    void equalNodesGoInOrder() {
        var placer = Yard.placer(Yard.plain().nodes(4, 8).cluster());

        assertThat(seatedOn(placer.seat(gang("a", 4, 8)))).containsExactly("n0", "n1", "n2", "n3");
    }

    @Test
    void partsShareADevice() {
        var cluster = Yard.plain().nodes(2, 2).cluster();
        var placer = Yard.placer(cluster);
        var half = Member.part(500, 1000, GIB);
        placer.seat(Gang.single("a", half));
        placer.seat(Gang.single("b", half));

        assertThat(cluster.heldMilli("n0", 0)).isEqualTo(1000);
        assertThat(cluster.heldMilli("n0", 1)).isZero();
    }

    @Test
    void requiredDomainHoldsTheWholeGang() {
        var cluster =
                Yard.of("supernode")
                        .nodes(3, 8, "s1")
                        .nodes(2, 8, "s2")
                        .nodes(4, 8, "s3")
                        .cluster();
        var placer = Yard.placer(cluster);
        var close = close(gang("a", 3, 8), new Closeness.Require("supernode"));

        assertThat(seatedOn(placer.seat(close))).containsExactly("n0", "n1", "n2");
    }

    @Test
    void smallestDomainWithRoomIsTaken() {
        var cluster =
                Yard.of("supernode")
                        .nodes(4, 8, "s1")
                        .nodes(2, 8, "s2")
                        .nodes(3, 8, "s3")
                        .cluster();
        var placer = Yard.placer(cluster);
        var close = close(gang("a", 2, 8), new Closeness.Require("supernode"));

        assertThat(seatedOn(placer.seat(close))).containsExactly("n4", "n5");
    }

    @Test
    void saysHowLargeTheLargestDomainIs() {
        var cluster = Yard.of("supernode").nodes(2, 8, "s1").nodes(2, 8, "s2").cluster();
        var placer = Yard.placer(cluster);
        placer.seat(gang("x", 1, 7));

        var answer = placer.seat(close(gang("a", 16, 1), new Closeness.Require("supernode")));
        var more = placer.seat(close(gang("b", 17, 1), new Closeness.Require("supernode")));

        assertThat(seatedOn(answer)).hasSize(16).containsOnly("n2", "n3");
        assertThat(reasons(more))
                .containsExactly(
                        "too-few-devices: needs 17 x 1 device; 4 nodes have 9 devices untouched and"
                                + " 9 idle in all: room for 9 x 1 device");
        assertThat(reasons(placer.seat(close(gang("c", 9, 1), new Closeness.Require("node")))))
                .containsExactly(
                        "domain-too-small: needs 9 x 1 device in one domain of tier 'node'; the"
                                + " largest free one has room for 8 x 1 device");
    }

    @Test
    void preferredDomainYieldsToAsFewAsPossible() {
        var cluster =
                Yard.of("supernode")
                        .nodes(1, 8, "s1")
                        .nodes(3, 8, "s2")
                        .nodes(2, 8, "s3")
                        .cluster();
        var placer = Yard.placer(cluster);
        var close = close(gang("a", 5, 8), new Closeness.Prefer("supernode"));

        assertThat(seatedOn(placer.seat(close))).containsExactly("n1", "n2", "n3", "n4", "n5");
    }

    @Test
    void singlesFillDomainsThatAreInUse() {
        var cluster = Yard.of("supernode").nodes(2, 8, "s1").nodes(2, 8, "s2").cluster();
        var placer = Yard.placer(cluster);
        cluster.hold("x", Member.whole(8, 0, 0), List.of(seat("n2", 8)));

        assertThat(seatedOn(placer.seat(gang("a", 1, 8)))).containsExactly("n3");
    }

    @Test
    void requiredNodeHoldsTheWholeGang() {
        var cluster = Yard.plain().nodes(1, 8).nodes(1, 16).cluster();
        var placer = Yard.placer(cluster);

        assertThat(seatedOn(placer.seat(close(gang("a", 3, 4), new Closeness.Require("node")))))
                .containsExactly("n1", "n1", "n1");
    }

    @Test
    void unknownTierIsNamed() {
        var placer = Yard.placer(Yard.of("rack").nodes(2, 8, "r1").cluster());

        assertThat(reasons(placer.seat(close(gang("a", 2, 8), new Closeness.Require("row")))))
                .containsExactly(
                        "no-such-tier: needs one domain of tier 'row'; the cluster has the tiers"
                                + " [rack]");
    }

    @Test
    void refusesForCpuAndMemoryWithFigures() {
        var cluster = Yard.plain().node("t4", 4, 16_000, 64 * GIB).cluster();
        var placer = Yard.placer(cluster);

        assertThat(reasons(placer.seat(Gang.single("a", Member.whole(1, 20_000, GIB)))))
                .containsExactly(
                        "too-little-cpu: needs 1 device, each with 20 CPU cores; 4 would find"
                                + " devices, 0 CPU beside them (at most 16 cores)");
        assertThat(reasons(placer.seat(Gang.single("a", Member.whole(1, 0, 65 * GIB)))))
                .containsExactly(
                        "too-little-memory: needs 1 device, each with 65 GiB; 4 would find devices"
                                + " and CPU, 0 memory beside them (at most 64 GiB)");
    }

    @Test
    void usesOnlyAllowedPools() {
        var cluster = Yard.plain().nodes(1, 8).node("910c", 16, 64_000, GIB * 512).cluster();
        var placer = Yard.placer(cluster);
        var only =
                new Gang("a", 1, Member.whole(8, 0, 0), List.of("910c"), new Closeness.Anywhere());
        var none =
                new Gang("b", 1, Member.whole(8, 0, 0), List.of("p800"), new Closeness.Anywhere());

        assertThat(seatedOn(placer.seat(only))).containsExactly("n1");
        assertThat(reasons(placer.seat(none)))
                .containsExactly("no-node: no node of p800 is on offer");
    }

    @Test
    void cordonedNodesAndDevicesThatAreDownTakeNothing() {
        var cluster = Yard.plain().nodes(2, 4).cluster();
        var placer = Yard.placer(cluster);
        cluster.setCordoned("n0", true);
        cluster.setDown("n1", 2, true);

        assertThat(reasons(placer.seat(gang("a", 1, 4))))
                .containsExactly(
                        "too-few-devices: needs 4 devices; 1 nodes have 3 devices untouched and 3"
                                + " idle in all: room for 0",
                        "cordoned: nodes that are cordoned: 1",
                        "down: devices that are down: 1");
        assertThat(placer.seat(gang("b", 1, 3)))
                .isEqualTo(new Placement.Placed(List.of(new Seat("n1", List.of(0, 1, 3)))));
    }

    @Test
    void gangThatHoldsSeatsGetsNoMore() {
        var placer = Yard.placer(Yard.plain().nodes(2, 8).cluster());
        placer.seat(gang("a", 1, 1));

        assertThatThrownBy(() -> placer.seat(gang("a", 1, 1)))
                .hasMessage("Gang 'a' holds devices already.");
    }

    private static Seat seat(String node, int devices) {
        var numbers = java.util.stream.IntStream.range(0, devices).boxed().toList();
        return new Seat(node, numbers);
    }
}
