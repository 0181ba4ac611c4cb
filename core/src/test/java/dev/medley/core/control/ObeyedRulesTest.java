package dev.medley.core.control;

import static dev.medley.core.control.Town.village;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.plan.Village;
import dev.medley.core.rules.Treatment;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The controller places nothing where rules block it on the day, stops what they block later, and
/// says so.
class ObeyedRulesTest {

    private static final long DAY = 24 * Town.HOUR;

    @Test
    void keepsBlockedWorkOutOfThePool() {
        var town =
                Town.of(
                                village()
                                        .pool("big", 16, 1, 1)
                                        .training("a", 8)
                                        .rule("big", "us", Treatment.BLOCK))
                        .submit("a")
                        .tick();

        assertThat(town.runs("a")).isEmpty();
        assertThat(town.why("a")).contains("rule");
    }

    @Test
    void placesWorkThatIsOnlyWarnedOf() {
        var town =
                Town.of(
                                village()
                                        .pool("big", 16, 1, 1)
                                        .training("a", 8)
                                        .rule("big", "us", Treatment.WARN))
                        .submit("a")
                        .tick();

        assertThat(town.runs("a")).hasSize(1);
    }

    @Test
    void stopsWhatARuleBarsFromItsDayOnAndStartsNothingThere() {
        var town = ruledFrom(Treatment.BLOCK).submit("a").tickAndStart();
        var run = town.run(town.runs("a").getFirst());
        town.after(DAY - 1).tick();
        assertThat(run.goesOn()).isTrue();
        town.effects.clear();

        town.after(1).tick();

        assertThat(run.goesOn()).isFalse();
        assertThat(town.stops).singleElement().satisfies(stop -> says(stop, run.id()));
        assertThat(town.effects).contains(new Effect.Wake());
        town.letStop().submit("b").tick().after(Town.HOUR).tick();
        assertThat(town.state.runs()).isEmpty();
        assertThat(town.whyText("a")).contains("R2", "88 FR 73458");
        assertThat(town.why("b")).containsExactly("rule");
    }

    @Test
    void stopsWhatHasNotComeUpYet() {
        var town = ruledFrom(Treatment.BLOCK).after(DAY - 1).submit("a").tick();
        assertThat(town.runs("a")).hasSize(1);

        town.after(1).tick().letStop().tick();

        assertThat(town.state.runs()).isEmpty();
    }

    @Test
    void letsWorkInFromTheDayOnThatARuleEnds() {
        var barred = town().rule("big", "us", Treatment.BLOCK);
        var ruled = barred.permissions();
        var ends = RuleChanges.of(List.of(ruled, Permissions.OF_TERMS), DAY);
        var town = Town.of(barred, ends).submit("a");
        assertThat(town.tick().runs("a")).isEmpty();

        assertThat(town.after(DAY).tick().runs("a")).hasSize(1);
    }

    @Test
    void letsRunWhatARuleOnlyWarnsOf() {
        var town = ruledFrom(Treatment.WARN).submit("a").tickAndStart().after(DAY).tick();

        assertThat(town.run(town.runs("a").getFirst()).goesOn()).isTrue();
    }

    private static void says(Event.RunStopping stop, String run) {
        assertThat(stop.run()).isEqualTo(run);
        assertThat(stop.checkpoint()).isTrue();
        assertThat(stop.text()).contains("rules bar it", "R2 3A090.a (88 FR 73458)");
    }

    private static Village town() {
        return village().pool("big", 16, 1, 1).training("a", 8).training("b", 8);
    }

    private static Town ruledFrom(Treatment treatment) {
        var ruled = village().rule("big", "us", treatment).permissions();
        return Town.of(town(), RuleChanges.of(List.of(Permissions.OF_TERMS, ruled), DAY));
    }
}
