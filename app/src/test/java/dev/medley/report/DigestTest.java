package dev.medley.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Plan;

import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void addsUpToWhatThePoolsSay() {
        var plan = SamplePlans.hybrid();
        var digest = new Digest(plan);
        long used = plan.pools().stream().mapToLong(Plan.PoolUse::used).sum();
        assertThat(digest.all().devices()).isEqualTo((double) used);
        assertThat(digest.works()).isEqualTo(62);
        double byTenant = 0;
        for (var tenant : digest.tenantsByDevices()) {
            byTenant += digest.of(tenant).devices();
        }
        assertThat(byTenant).isEqualTo((double) used);
    }

    @Test
    void countsWorkThatFallsShortOnce() {
        assertThat(new Digest(SamplePlans.settled()).shortfalls()).isEqualTo(1);
    }

    @Test
    void saysHowMuchBetterAnyPlanCouldBe() {
        assertThat(new Digest(withGap(0.002)).gapSentence())
                .isEqualTo("No plan can be more than 0.20 % better: the prices prove it.");
        assertThat(new Digest(withGap(0)).gapSentence())
                .isEqualTo("No plan can be better: the prices prove it.");
    }

    @Test
    void makesNoBoastOfALooseBound() {
        assertThat(new Digest(withGap(0.4)).gapSentence()).contains("reaches 60 % of the best");
        assertThat(new Digest(withGap(1)).gapSentence()).contains("reaches 0 % of the best");
    }

    private static Plan withGap(double gap) {
        var plan = SamplePlans.settled();
        return new Plan(
                plan.objective(),
                plan.bound(),
                gap,
                plan.worth(),
                plan.pools(),
                plan.allocations(),
                plan.waiting(),
                plan.tenants(),
                plan.alternatives(),
                plan.changes(),
                plan.warnings(),
                plan.clearings());
    }
}
