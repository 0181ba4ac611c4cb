package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

/// A pool whose devices are carved is sold part by part.
class CarvedPoolTest {

    private static Village services(int count) {
        var village = new Village().pool("card", 8, 1, 1);
        for (int i = 0; i < count; i++) {
            village.service("s" + i, 0.2);
        }
        return village;
    }

    @Test
    void smallServicesShareDevices() {
        assertThat(services(20).plan().waiting()).hasSize(12);

        var plan = services(20).carve("card", 4).plan();
        assertThat(plan.waiting()).isEmpty();
        assertThat(plan.allocations()).allMatch(one -> one.devices() == 1);
        var use = plan.pools().getFirst();
        assertThat(use.used()).isEqualTo(20);
        assertThat(use.pool().wholeDevices()).isEqualTo(8);
        assertThat(plan.tenants().getFirst().devices()).isEqualTo(5);
    }

    @Test
    void aPartCostsItsShareOfADevice() {
        var whole = services(1).plan().allocations().getFirst();
        var part = services(1).carve("card", 4).plan().allocations().getFirst();
        // The village's power does not shrink with parts.
        double power = whole.costPerHour() - 1;
        assertThat(part.costPerHour() - power).isEqualTo(0.25);
    }

    @Test
    void workOfSeveralDevicesHearsWhyItCannotRunThere() {
        var plan = services(0).carve("card", 4).training("wide", 8).plan();
        assertThat(plan.waiting())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.work().name()).isEqualTo("wide");
                            assertThat(one.reasons()).isNotEmpty();
                        });
    }

    @Test
    void limitsOnDevicesCountParts() {
        var village = services(0).carve("card", 4).tenant("few", null, 1);
        for (int i = 0; i < 6; i++) {
            village.service(Village.terms("f" + i, "few", Priority.STANDARD), 0.2);
        }
        var plan = village.plan();
        assertThat(plan.allocations()).hasSize(4);
        assertThat(plan.waiting())
                .allMatch(one -> one.reasons().getFirst().text().contains("1 part (1/4 device)"));
    }

    @Test
    void partsOfUnlikePoolsAddUpForLimits() {
        var village =
                services(0)
                        .pool("other", 8, 1, 1)
                        .carve("card", 3)
                        .carve("other", 4)
                        .tenant("few", null, 1);
        for (int i = 0; i < 6; i++) {
            village.service(Village.terms("f" + i, "few", Priority.STANDARD), 0.2);
        }
        var plan = village.plan();
        var use =
                plan.tenants().stream()
                        .filter(one -> one.tenant().equals("few"))
                        .findFirst()
                        .orElseThrow();
        assertThat(use.devices()).isBetween(0.9, 1.0);
    }
}
