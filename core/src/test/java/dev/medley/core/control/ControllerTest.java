package dev.medley.core.control;

import static dev.medley.core.control.Town.HOUR;
import static dev.medley.core.control.Town.MINUTE;
import static dev.medley.core.control.Town.village;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;

class ControllerTest {

    private static final Care RESTLESS = new Care(0, 30_000, 60_000, 60_000, 0, 1);

    @Test
    void workRunsFromSubmitToFinish() {
        var town = Town.of(village().pool("big", 16, 1, 1).training("a", 8)).submit("a").tick();

        assertThat(town.runs("a")).containsExactly("a#0");
        assertThat(town.run("a#0").phase()).isEqualTo(Run.Phase.STARTING);
        town.see(new Observation.Started("a#0"));
        assertThat(town.run("a#0").phase()).isEqualTo(Run.Phase.RUNNING);
        town.after(HOUR).see(new Observation.Ended("a#0", Observation.How.FINISHED, 1e9, "done"));

        assertThat(town.state.jobs()).isEmpty();
        assertThat(town.end("a")).isEqualTo(Event.End.DONE);
        assertThat(town.state.cluster().heldMilli()).isZero();
        assertThat(town.state.ledger().deviceMs(2 * HOUR)).containsEntry("us", 8 * HOUR);
    }

    @Test
    void chipsGoWhereTheyHaveTheAdvantage() {
        var town =
                Town.of(
                                village()
                                        .pool("big", 16, 1, 1)
                                        .pool("small", 16, 0.15, 0.9)
                                        .training("train", 16)
                                        .service("serve", 14))
                        .submit("train")
                        .submit("serve")
                        .tick();

        assertThat(town.runs("train")).allMatch(id -> town.run(id).pool() == 0).hasSize(1);
        assertThat(town.runs("serve")).allMatch(id -> town.run(id).pool() == 1).hasSize(16);
    }

    @Test
    void servicesShrinkWithTheirDemand() {
        var busy = village().pool("big", 16, 1, 1).service("serve", 12);
        var town = Town.of(busy).submit("serve").tickAndStart();
        assertThat(town.runs("serve")).hasSize(12);

        var quiet = Town.of(village().pool("big", 16, 1, 1).service("serve", 3)).work("serve");
        town.tell(new Command.Change(0, quiet));
        Town.of(village().pool("big", 8, 1, 1));
        var other = village().pool("big", 16, 1, 1).training("train", 8).input().works();
        town.tell(new Command.Submit(0, other.getFirst(), Care.DEFAULT));
        town.after(HOUR).tick().letStop().tick();

        assertThat(town.runs("serve").size()).isBetween(3, 8);
        assertThat(town.runs("train")).hasSize(1);
    }

    @Test
    void oldAndRepeatedNewsChangeNothing() {
        var town = Town.of(village().pool("big", 8, 1, 1).training("a", 8)).submit("a");
        town.tickAndStart();
        town.see(new Observation.Ended("a#0", Observation.How.FAILED, 5, "broke"));
        var before = town.state.describe();

        assertThat(town.see(new Observation.Ended("a#0", Observation.How.FAILED, 5, "broke")))
                .isInstanceOf(Reply.Ignored.class);
        assertThat(town.see(new Observation.Started("a#0"))).isInstanceOf(Reply.Ignored.class);
        assertThat(town.state.describe()).isEqualTo(before);
    }

    @Test
    void failedWorkIsTriedAgainFromWhatItSavedUntilItFailedTooOften() {
        var town = Town.of(village().pool("big", 8, 1, 1).training("a", 8)).submit("a", RESTLESS);
        town.tickAndStart();
        town.see(new Observation.Progress("a#0", 500, 400, 0));
        town.see(new Observation.Ended("a#0", Observation.How.FAILED, 0, "broke"));
        town.tick();
        assertThat(town.runs("a")).isEmpty();
        assertThat(town.why("a")).contains("put-off");

        town.after(2 * MINUTE).tickAndStart();
        assertThat(town.run("a#1").saved).isEqualTo(400);
        town.see(new Observation.Ended("a#1", Observation.How.FAILED, 0, "broke again"));

        assertThat(town.end("a")).isEqualTo(Event.End.FAILED);
    }

    @Test
    void coreWorkTakesThePlaceOfSpareWorkWhichSavesItselfFirst() {
        var town =
                Town.ofRivals(village().pool("big", 8, 1, 1), "us", Care.DEFAULT)
                        .after(MINUTE)
                        .tick();
        assertThat(town.run("spare#0").goesOn()).as("too early").isTrue();

        town.after(HOUR).tick();
        assertThat(town.run("spare#0").phase()).isEqualTo(Run.Phase.CHECKPOINTING);
        assertThat(town.runs("core")).isEmpty();
        assertThat(town.effects).contains(new Effect.Stop("spare#0", true, 60_000));

        town.letStop().tick();
        assertThat(town.runs("core")).hasSize(1);
        assertThat(town.why("spare")).isNotEmpty();
    }

    @Test
    void nothingIsInterruptedForALittleMore() {
        var town =
                Town.of(village().pool("big", 8, 1, 1).training("a", 8).training("b", 8))
                        .submit("a")
                        .tickAndStart()
                        .submit("b")
                        .after(HOUR)
                        .tick();

        assertThat(town.run("a#0").goesOn()).isTrue();
        assertThat(town.why("b").getFirst()).isIn("outbid", "no-room");
    }

    @Test
    void aChipThatRunsSlowerThanPredictedLosesItsWork() {
        var town =
                Town.of(
                                village()
                                        .pool("one", 8, 1, 1)
                                        .pool("two", 8, 0.8, 0.8)
                                        .training("a", 8)
                                        .training("b", 8))
                        .submit("a", RESTLESS)
                        .tickAndStart();
        assertThat(town.run("a#0").pool()).isZero();

        for (int i = 0; i < 10; i++) {
            town.after(MINUTE).see(new Observation.Progress("a#0", i, i, 8 * 0.6));
        }
        town.see(new Observation.Ended("a#0", Observation.How.STOPPED, 9, "by hand"));
        town.after(HOUR).tick();

        assertThat(town.run("a#1").pool()).isEqualTo(1);
    }

    @Test
    void aLostNodeTakesItsGangsDownAndReturnsLater() {
        var town = Town.of(village().pool("big", 16, 1, 1).training("a", 16)).submit("a");
        town.tickAndStart();
        town.see(new Observation.NodeLost("big-0"));

        assertThat(town.run("a#0").goesOn()).isFalse();
        town.letStop().tick();
        assertThat(town.runs("a")).isEmpty();
        town.see(new Observation.NodeReturned("big-0"));
        town.tick();
        assertThat(town.runs("a")).hasSize(1);
        assertThat(town.state.known("a").failures()).isZero();
    }

    @Test
    void removedNodesAreDrainedFirst() {
        var town = Town.of(village().pool("big", 8, 1, 1).training("a", 8)).submit("a");
        town.tickAndStart();
        town.tell(new Command.RemoveNode(0, "big-0"));
        assertThat(town.run("a#0").phase()).isEqualTo(Run.Phase.CHECKPOINTING);

        town.letStop().tick();
        assertThat(town.state.cluster().capacityMilli()).isZero();
        assertThat(town.runs("a")).isEmpty();
    }

    @Test
    void drainedNodesAreEmptiedAndKnownUntilTheyAreUncordoned() {
        var town = Town.of(village().pool("big", 8, 1, 1).training("a", 8)).submit("a");
        town.tickAndStart();
        town.tell(new Command.Drain(0, "big-0"));
        assertThat(town.run("a#0").phase()).isEqualTo(Run.Phase.CHECKPOINTING);

        town.letStop().tick();
        assertThat(town.runs("a")).isEmpty();
        var again = State.of(town.state.setup(), town.state.snapshot());
        assertThat(again.machine("big-0").draining()).isTrue();
        assertThat(again.machine("big-0").inService()).isFalse();
        assertThat(town.tell(new Command.Drain(0, "big-0"))).isInstanceOf(Reply.Ignored.class);

        town.tell(new Command.Cordon(0, "big-0", false));
        town.tick();
        assertThat(town.state.machine("big-0").draining()).isFalse();
        assertThat(town.runs("a")).hasSize(1);
    }

    @Test
    void gangsThatFindNoRoomGetNodesKept() {
        var town = fourSmallOnes(8);
        town.see(new Observation.Ended("small0#0", Observation.How.FINISHED, 1e9, ""));
        town.tell(new Command.Submit(0, Town.rush(town.work("gang")), Care.DEFAULT));
        town.after(HOUR).tick();

        assertThat(town.why("gang")).contains("reserved");
        assertThat(town.whyText("gang")).contains("1 node of big is kept for it");
        // Whoever was outbid holds devices of another node, and does not stop for nothing.
        assertThat(town.state.runs().values()).hasSize(3).allMatch(Run::goesOn);

        town.after(HOUR).tick().letStop().tick();
        assertThat(town.runs("gang")).hasSize(1);
        assertThat(town.state.runs()).hasSize(3);
    }

    /// Four jobs of four devices each run on two nodes of eight; a gang of so many devices may
    /// come.
    private static Town fourSmallOnes(int gang) {
        var village = village().pool("big", 16, 1, 1).training("gang", gang);
        for (int i = 0; i < 4; i++) {
            village.training("small" + i, 4);
        }
        var town = Town.of(village);
        for (int i = 0; i < 4; i++) {
            town.submit("small" + i);
        }
        return town.tickAndStart();
    }

    @Test
    void whoIsInTheWayOfAGangGoes() {
        var town = fourSmallOnes(16);
        town.tell(new Command.Submit(0, Town.rush(town.work("gang")), Care.DEFAULT));
        town.after(HOUR).tick();

        assertThat(town.state.runs().values()).hasSize(4).noneMatch(Run::goesOn);
        town.letStop().tick();
        assertThat(town.runs("gang")).hasSize(1);
    }

    @Test
    void silentRunsAreAskedAbout() {
        var town = Town.of(village().pool("big", 8, 1, 1).training("a", 8)).submit("a");
        town.tickAndStart().after(HOUR).tick();

        assertThat(town.effects).contains(new Effect.Ask("a#0"));
    }

    @Test
    void refusesWhatMakesNoSense() {
        var town = Town.of(village().pool("big", 8, 1, 1).training("a", 8)).submit("a");

        assertThat(town.tell(new Command.Submit(0, town.work("a"), Care.DEFAULT)))
                .isInstanceOf(Reply.Refused.class);
        assertThat(town.tell(new Command.Cancel(0, "b"))).isInstanceOf(Reply.Refused.class);
        assertThat(town.tell(new Command.Cordon(0, "b", true))).isInstanceOf(Reply.Refused.class);
        assertThat(town.tell(new Command.Drain(0, "b"))).isInstanceOf(Reply.Refused.class);
        assertThat(town.tell(new Command.Cancel(0, "a"))).isInstanceOf(Reply.Accepted.class);
        assertThat(town.end("a")).isEqualTo(Event.End.CANCELLED);
    }

    @Test
    void aTenantAtItsLimitIsToldSo() {
        var town =
                Town.of(
                                village()
                                        .tenant("us", null, 8)
                                        .pool("big", 16, 1, 1)
                                        .training("a", 8)
                                        .training("b", 8))
                        .submit("a")
                        .tickAndStart()
                        .submit("b")
                        .tick();

        assertThat(town.runs("b")).isEmpty();
        assertThat(town.why("b")).containsExactly("over-limit");
        assertThat(town.whyText("b")).contains("us holds 8 devices of 8");
    }

    @Test
    void aServiceThatServesLessThanItIsAskedForSaysWhy() {
        var town = Town.of(village().pool("big", 8, 1, 1).service("chat", 16)).submit("chat");
        town.tickAndStart();

        assertThat(town.runs("chat")).isNotEmpty();
        assertThat(town.why("chat").getFirst()).isEqualTo("partly-served");
        assertThat(town.whyText("chat")).contains("% of its load");
    }

    @Test
    void aDeadlineSetAnewCountsFromThen() {
        var terms = Village.terms("a", "us", Priority.STANDARD);
        var town = Town.of(village().pool("big", 8, 1, 1).training(terms, 8, 10.0)).submit("a");
        town.after(HOUR).tell(new Command.Change(HOUR, town.work("a")));
        assertThat(town.state.known("a").deadlineFromMs).isZero();

        var sooner = village().pool("big", 8, 1, 1).training(terms, 8, 5.0).input().works();
        town.tell(new Command.Change(HOUR, sooner.getFirst()));
        assertThat(town.state.known("a").deadlineFromMs).isEqualTo(HOUR);
    }

    @Test
    void unlikeReplicasDoNotPullTheirServiceToAndFro() {
        var town = Town.of(village().pool("big", 16, 1, 1).service("chat", 11.5)).submit("chat");
        town.tickAndStart();
        var ids = List.copyOf(town.runs("chat"));
        for (int report = 0; report < 20; report++) {
            town.after(MINUTE);
            for (int r = 0; r < ids.size(); r++) {
                double rate = town.run(ids.get(r)).fit().rate() * (r < 6 ? 0.8 : 1.2);
                town.see(new Observation.Progress(ids.get(r), report, report, rate));
            }
            town.tick();
        }

        assertThat(town.runs("chat")).containsExactlyElementsOf(ids);
    }
}
