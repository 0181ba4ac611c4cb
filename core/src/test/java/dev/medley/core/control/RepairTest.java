package dev.medley.core.control;

import static dev.medley.core.control.Town.HOUR;
import static dev.medley.core.control.Town.MINUTE;
import static dev.medley.core.control.Town.village;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What was lost on its way is said again, and limits hold meanwhile.
class RepairTest {

    private static final Care RESTLESS = new Care(0, 30_000, 60_000, 60_000, 0, 1);

    @Test
    void aRunThatReportsButDoesNotStopIsAskedAgainAndThenForced() {
        var town =
                Town.ofRivals(village().pool("big", 8, 1, 1), "us", Care.DEFAULT)
                        .after(HOUR)
                        .tick();
        town.effects.clear();

        town.after(4 * MINUTE).see(new Observation.Progress("spare#0", 500, 400, 0));
        town.after(2 * MINUTE).tick();
        assertThat(town.effects).contains(new Effect.Stop("spare#0", true, 60_000));

        town.after(4 * MINUTE).see(new Observation.Progress("spare#0", 700, 400, 0));
        town.after(2 * MINUTE).tick();
        assertThat(town.effects).contains(new Effect.Stop("spare#0", false, 0));
    }

    @Test
    void newsOfNodesThatWereLostComeWithTheNextReport() {
        var town = Town.of(village().pool("big", 16, 1, 1).training("a", 16)).submit("a");
        town.tickAndStart();
        town.see(new Observation.NodeSeen("big-0", false, List.of()));
        assertThat(town.run("a#0").goesOn()).isFalse();
        town.letStop().tick();
        assertThat(town.runs("a")).isEmpty();

        town.see(new Observation.NodeSeen("big-0", true, List.of(3)));
        town.tick();
        assertThat(town.runs("a")).as("a device is still down").isEmpty();
        town.see(new Observation.NodeSeen("big-0", true, List.of()));
        town.tick();
        assertThat(town.runs("a")).hasSize(1);
        assertThat(town.see(new Observation.NodeSeen("big-0", true, List.of())))
                .isInstanceOf(Reply.Ignored.class);
    }

    @Test
    void replicasThatHaveOnlyBegunAreNotInterrupted() {
        var town =
                Town.of(
                                village()
                                        .pool("big", 8, 1, 1)
                                        .service(Village.terms("serve", "us", Priority.SPARE), 8)
                                        .training(
                                                Village.terms("core", "us", Priority.CORE),
                                                8,
                                                null))
                        .submit("serve")
                        .tickAndStart()
                        .submit("core")
                        .after(MINUTE)
                        .tick();
        assertThat(town.runs("serve")).hasSize(8).allMatch(id -> town.run(id).goesOn());

        town.after(HOUR).tick();
        assertThat(town.runs("serve")).noneMatch(id -> town.run(id).goesOn());
    }

    @Test
    void whatGoesOnUnsoldDoesNotKeepItsTenantFromWhatItBought() {
        wants(village().tenant("them", null, 8), "they hold all they may");
    }

    @Test
    void budgetsHoldWhileOthersAreStillStopping() {
        wants(village().tenant("them", 12.0, null), "the budget is spent");
    }

    private static void wants(Village limited, String why) {
        var town =
                Town.ofRivals(limited.pool("big", 16, 1, 1), "them", RESTLESS).after(HOUR).tick();

        assertThat(town.run("spare#0").goesOn()).isFalse();
        assertThat(town.runs("core")).as(why).isEmpty();
        town.letStop().tick();
        assertThat(town.runs("core")).hasSize(1);
    }
}
