package dev.medley.core.control;

import static dev.medley.core.control.Town.village;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.rules.Treatment;

import org.junit.jupiter.api.Test;

/// The controller places nothing where rules block it, and says so.
class ObeyedRulesTest {

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
}
