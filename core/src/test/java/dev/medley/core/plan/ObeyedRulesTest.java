package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.rules.Treatment;

import org.junit.jupiter.api.Test;

/// A plan puts nothing where rules block it, says why, and shows what they warn of.
class ObeyedRulesTest {

    private static Village village() {
        return new Village().pool("big", 16, 1, 1).training("a", 8);
    }

    @Test
    void blockedWorkWaitsWithTheRuleAsItsReason() {
        var plan = village().rule("big", "us", Treatment.BLOCK).plan();

        assertThat(plan.allocations()).isEmpty();
        var reason = plan.waiting().getFirst().reasons().getFirst();
        assertThat(reason.code()).isEqualTo("rule");
        assertThat(reason.text()).contains("LICENCE-TEST-MET", "R2", "88 FR 73458");
    }

    @Test
    void blockedWorkRunsElsewhere() {
        var plan = village().pool("other", 16, 0.5, 1).rule("big", "us", Treatment.BLOCK).plan();

        assertThat(plan.allocations()).hasSize(1);
        assertThat(plan.allocations().getFirst().pool()).isEqualTo(1);
    }

    @Test
    void warningsAreShownAndChangeNothing() {
        var plan = village().rule("big", "us", Treatment.WARN).plan();

        assertThat(plan.allocations()).isEqualTo(village().plan().allocations());
        assertThat(plan.warnings())
                .containsExactly(new Plan.Warning("a", "big", plan.warnings().getFirst().reason()));
        assertThat(village().plan().warnings()).isEmpty();
    }

    @Test
    void rulesOnOthersDoNotTouchATenant() {
        assertThat(village().rule("big", "them", Treatment.BLOCK).plan().allocations()).hasSize(1);
    }
}
