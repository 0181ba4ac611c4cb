package dev.medley.core.control;

import static dev.medley.core.control.Town.HOUR;
import static dev.medley.core.control.Town.village;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;

class EvictionTest {

    /// Two nodes are half empty, a third is held by a gang that ends first of all.
    private static Town torn() {
        var village = village().pool("big", 24, 1, 1);
        for (var name : List.of("whole", "other")) {
            village.training(name, 8);
        }
        for (var name : List.of("s0", "f0", "s1", "f1")) {
            village.training(name, 4);
        }
        var town = Town.of(village).submit("whole").tickAndStart();
        for (var name : List.of("s0", "f0", "s1", "f1")) {
            town.submit(name).tickAndStart();
        }
        for (var name : List.of("f0", "f1")) {
            town.see(new Observation.Ended(name + "#0", Observation.How.FINISHED, 1e9, ""));
        }
        return town;
    }

    @Test
    void aGangWhoseDevicesLieApartHasSmallerRunsMoved() {
        var town = torn().submit("other").tick();
        assertThat(town.why("other")).contains("reserved");
        assertThat(town.stops).isEmpty();

        town.after(HOUR).tick();
        assertThat(town.stops).hasSize(1);
        assertThat(town.stops.getFirst().run()).isIn("s0#0", "s1#0");
        assertThat(town.stops.getFirst().text()).isEqualTo("makes room for other");

        town.letStop().tickAndStart().tickAndStart();
        for (var name : List.of("whole", "other", "s0", "s1")) {
            assertThat(town.runs(name)).as(name).hasSize(1);
        }
    }

    @Test
    void nobodyGivesWayToAGangOfItsOwnSize() {
        var town =
                Town.of(village().pool("big", 8, 1, 1).training("first", 8).training("next", 8))
                        .submit("first")
                        .tickAndStart()
                        .submit("next");
        for (int hour = 0; hour < 5; hour++) {
            town.after(HOUR).report().tick();
        }
        assertThat(town.stops).isEmpty();
    }

    @Test
    void aHigherClassIsNeverMovedForALowerOne() {
        var village = village().pool("big", 16, 1, 1).training("wide", 16);
        for (var name : List.of("s0", "s1")) {
            village.training(Village.terms(name, "us", Priority.CORE), 4, null);
        }
        var town = Town.of(village).submit("s0").submit("s1").tickAndStart().submit("wide");
        for (int hour = 0; hour < 5; hour++) {
            town.after(HOUR).report().tick();
        }
        assertThat(town.stops).isEmpty();
    }

    /// Two services stay for good, one on each node: what is sold to the gang would idle.
    @Test
    void nothingIsKeptWhereNeitherWaitingNorMovingMakesRoom() {
        var village = village().pool("big", 16, 1, 1);
        village.training("f0", 7).service(Village.terms("s0", "us", Priority.CORE), 1);
        village.training("f1", 7).service(Village.terms("s1", "us", Priority.CORE), 1);
        village.training(Village.weighing("gang", 3), 8, null).training("small", 4);
        var town = Town.of(village);
        for (var name : List.of("f0", "s0", "f1", "s1")) {
            town.submit(name).tickAndStart();
        }
        for (var name : List.of("f0", "f1")) {
            town.see(new Observation.Ended(name + "#0", Observation.How.FINISHED, 1e9, ""));
        }
        town.submit("gang").submit("small").tickAndStart().tickAndStart();

        assertThat(town.runs("gang")).isEmpty();
        assertThat(town.why("gang")).doesNotContain("reserved");
        assertThat(town.runs("small")).hasSize(1);
        assertThat(town.stops).isEmpty();
    }

    /// The service goes on with its other replica, and is seated first where there is room.
    @Test
    void oneOfManyReplicasOfAHigherClassGivesWay() {
        var village = village().pool("big", 16, 1, 1);
        village.training("f0", 4).service(Village.terms("s", "us", Priority.CORE), 8);
        village.training(Village.weighing("gang", 3), 8, null);
        var town = Town.of(village).submit("f0").tickAndStart().submit("s").tickAndStart();
        town.see(new Observation.Ended("f0#0", Observation.How.FINISHED, 1e9, ""));
        int replicas = town.runs("s").size();
        town.submit("gang").tick();
        assertThat(town.why("gang")).contains("reserved");

        town.after(HOUR).report().tick();
        assertThat(town.stops).isNotEmpty().allMatch(stop -> stop.run().startsWith("s#"));
        assertThat(town.stops).hasSizeLessThan(replicas);
        town.letStop().tickAndStart().tickAndStart();
        assertThat(town.runs("gang")).hasSize(1);
        assertThat(town.runs("s")).hasSize(replicas);
    }

    /// All of the service's replicas are on the node that the gang needs.
    @Test
    void theLastReplicaGivesWayOnceAnotherServes() {
        var village = village().pool("big", 16, 1, 1);
        village.training(Village.terms("stays", "us", Priority.CORE), 5, null);
        village.training("f0", 3).training("f1", 5);
        village.service(Village.terms("s", "us", Priority.CORE), 3);
        village.training(Village.weighing("gang", 3), 8, null);
        var town = Town.of(village);
        for (var name : List.of("stays", "f0", "f1", "s")) {
            town.submit(name).tickAndStart();
        }
        for (var name : List.of("f0", "f1")) {
            town.see(new Observation.Ended(name + "#0", Observation.How.FINISHED, 1e9, ""));
        }
        int replicas = town.runs("s").size();
        assertThat(replicas).isGreaterThan(1);
        town.submit("gang").tick();
        assertThat(town.why("gang")).contains("reserved");

        town.after(HOUR).report().tick();
        assertThat(town.stops).hasSize(replicas - 1);
        town.letStop().tickAndStart();
        assertThat(town.runs("gang")).isEmpty();

        town.after(HOUR).report().tick();
        assertThat(town.stops).hasSize(replicas);
        town.letStop().tickAndStart();
        assertThat(town.runs("gang")).hasSize(1);
        assertThat(town.runs("s")).hasSize(replicas);
    }
}
