package dev.medley.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.place.Node;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;

/// CPU and memory of nodes, beside devices.
class HostedTest {

    private static Village village() {
        return Town.village().pool("big", 16, 1, 1).host("big", 64, 512);
    }

    @Test
    void seatsWorkWhereNodesHaveWhatItAsks() {
        var town =
                Town.of(village().training("a", 4).training("b", 4).needing(16, 64))
                        .submitAll()
                        .tickAndStart();

        var nodes =
                List.of("a", "b").stream()
                        .map(work -> town.run(town.runs(work).getFirst()).seats.getFirst().node());
        assertThat(nodes).containsExactlyInAnyOrder("big-0", "big-1");
        assertThat(town.state.cluster().cpuMilliLeft("big-0")).isZero();
        assertThat(town.state.cluster().memoryBytesLeft("big-0")).isEqualTo(256L << 30);
    }

    @Test
    void waitsForCpuWhereDevicesAreFreeAndSaysSo() {
        var town =
                Town.of(village().training("a", 4).training("b", 4).training("c", 4).needing(15, 0))
                        .submitAll()
                        .tickAndStart()
                        .tick();

        assertThat(town.state.runs()).hasSize(2);
        var waits = List.of("a", "b", "c").stream().filter(w -> town.runs(w).isEmpty()).toList();
        assertThat(waits).hasSize(1);
        assertThat(town.whyText(waits.getFirst()))
                .contains("needs 4 devices, each with 60 CPU cores", "at most 4 cores");
    }

    @Test
    void workThatAsksForNothingTakesWhatOthersCannotUse() {
        var village = village().training("a", 4).training("b", 4).training("c", 4).needing(15, 0);
        var town = Town.of(village.training("plain", 4)).submitAll().tickAndStart();

        assertThat(town.runs("plain")).isNotEmpty();
        assertThat(town.state.runs()).hasSize(3);
    }

    @Test
    void keepsANodeWhoseCpuIsFreeSoonest() {
        // 20 CPUs are left on each node: enough together, but not on one.
        var village = village().training("a", 4).training("b", 4).needing(11, 0);
        village.training("c", 4).needing(7, 0);
        var town = Town.of(village).submit("a").submit("b").tickAndStart().submit("c").tick();

        assertThat(town.runs("c")).isEmpty();
        assertThat(town.why("c")).contains("reserved", "no-room");
        assertThat(town.whyText("c")).contains("each with 28 CPU cores");

        town.see(
                new Observation.Ended(
                        town.runs("a").getFirst(), Observation.How.FINISHED, 1e9, ""));
        town.tick();
        assertThat(town.runs("c")).isNotEmpty();
    }

    @Test
    void workThatNoNodeCanSeatIsToldSo() {
        var town = Town.of(village().training("a", 8).needing(9, 0)).submitAll().tick();

        assertThat(town.runs("a")).isEmpty();
        assertThat(town.why("a")).containsExactly("node-too-small");
        assertThat(town.whyText("a")).contains("no node of big has that", "72 CPUs");
    }

    @Test
    void aNodeOfWhichNothingIsKnownSeatsWhatever() {
        var town =
                Town.of(Town.village().pool("big", 8, 1, 1).training("a", 8).needing(100, 1000))
                        .submitAll()
                        .tickAndStart();

        assertThat(town.runs("a")).isNotEmpty();
    }

    @Test
    void aNodeWithLessThanItsPoolSaysIsTold() {
        var town = Town.of(Town.village().pool("big", 8, 1, 1).training("a", 8).needing(2, 0));
        town.tell(new Command.RemoveNode(0, "big-0"));
        town.tell(new Command.AddNode(0, new Node("weak", "big", 8, 8_000, 0, List.of())));
        town.submitAll().tick();

        assertThat(town.runs("a")).isEmpty();
        assertThat(town.whyText("a"))
                .contains("it asks 16 CPUs for 8 devices of a node", "nodes there have 8 CPUs");
    }

    @Test
    void stopsWorkOfALowerClassForItsCpu() {
        var village = village().training("a", 4).training("b", 4).needing(12, 0);
        village.training(Village.terms("core", "us", Priority.CORE), 4, null).needing(16, 0);
        var town = Town.of(village).submit("a").submit("b").tickAndStart();
        town.after(Town.HOUR).report().submit("core").tick().letStop().tick();

        assertThat(town.runs("core")).isNotEmpty();
    }

    @Test
    void aSnapshotKnowsWhatIsLeft() {
        var town = Town.of(village().training("a", 4).needing(16, 64)).submitAll().tickAndStart();

        var again = State.of(town.state.setup(), town.state.snapshot());
        assertThat(again.describe()).isEqualTo(town.state.describe());
        assertThat(again.cluster().cpuMilliLeft("big-0")).isZero();
    }
}
