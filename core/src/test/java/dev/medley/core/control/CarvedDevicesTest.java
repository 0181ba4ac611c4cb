package dev.medley.core.control;

import static dev.medley.core.control.Town.HOUR;
import static dev.medley.core.control.Town.village;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Village;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Parts of devices in the hands of the controller: nodes of eight parts are two devices here.
class CarvedDevicesTest {

    private static Village cards() {
        return village().pool("card", 2, 1, 1).carve("card", 4);
    }

    private static Town town(int services) {
        var village = cards();
        for (int i = 0; i < services; i++) {
            village.service("s" + i, 0.2);
        }
        return Town.of(village).submitAll().tickAndStart();
    }

    @Test
    void eachRunSitsOnAPartOfItsOwn() {
        var town = town(8);
        assertThat(town.state.runs()).hasSize(8);
        assertThat(town.state.runs().values()).allMatch(run -> run.devices() == 1);
        assertThat(town.state.runs().values().stream().map(Run::seats).distinct()).hasSize(8);
    }

    @Test
    void aLostDeviceTakesAllItsParts() {
        var town = town(8);
        town.see(new Observation.DeviceLost("card-0", 1));

        assertThat(town.state.machine("card-0").down()).containsExactly(4, 5, 6, 7);
        assertThat(town.state.runs().values().stream().filter(Run::goesOn))
                .hasSize(4)
                .allMatch(run -> run.seats().getFirst().devices().getFirst() < 4);

        town.see(new Observation.DeviceReturned("card-0", 1));
        assertThat(town.state.machine("card-0").down()).isEmpty();
    }

    @Test
    void reportsOfNodesCountDevices() {
        var town = town(1);
        town.see(new Observation.NodeSeen("card-0", true, List.of(0)));
        assertThat(town.state.machine("card-0").down()).containsExactly(0, 1, 2, 3);
        assertThat(town.see(new Observation.DeviceLost("card-0", 2)))
                .isInstanceOf(Reply.Ignored.class);
    }

    @Test
    void theLedgerCountsShares() {
        var town = town(3).after(2 * HOUR).tick();
        assertThat(town.state.ledger().deviceMs(2 * HOUR)).containsEntry("us", 3 * HOUR / 2);

        var same = State.of(town.state.setup(), town.state.snapshot());
        assertThat(same.describe()).isEqualTo(town.state.describe());
    }

    @Test
    void gangsHearThatPartsStandAlone() {
        var town = Town.of(cards().training("wide", 2)).submit("wide").tick();
        assertThat(town.state.runs()).isEmpty();
        assertThat(town.why("wide")).containsExactly("pool-too-small");
    }
}
