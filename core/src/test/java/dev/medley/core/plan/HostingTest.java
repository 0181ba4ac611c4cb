package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.fleet.Host;
import dev.medley.core.fleet.Needs;

import org.junit.jupiter.api.Test;

import java.util.List;

class HostingTest {

    private static Village village() {
        return new Village().pool("big", 16, 1, 1);
    }

    private static List<String> running(Plan plan) {
        return plan.allocations().stream().map(a -> a.work().name()).toList();
    }

    private static String reason(Plan plan, String work) {
        for (var waiting : plan.waiting()) {
            if (waiting.work().name().equals(work)) {
                var first = waiting.reasons().getFirst();
                return first.code() + ": " + first.text();
            }
        }
        return "";
    }

    @Test
    void sellsNoMoreCpuThanNodesHave() {
        // 2 nodes of 64 CPUs; each job would have 4 of 16 devices and asks for 40 CPUs.
        var plan =
                village()
                        .host("big", 64, 1000)
                        .training("a", 4)
                        .training("b", 4)
                        .training("c", 4)
                        .training("d", 4)
                        .needing(10, 1)
                        .plan();

        assertThat(running(plan)).hasSize(3);
        assertThat(plan.bound()).isGreaterThanOrEqualTo(plan.objective());
        var waits = plan.waiting().getFirst().work().name();
        assertThat(reason(plan, waits))
                .startsWith("no-room: needs 4 big")
                .endsWith(
                        "beside devices it asks 40 CPUs and 4 GiB, more than other work leaves"
                                + " there");
    }

    @Test
    void sellsDevicesThatHaveNoCpuLeftToWorkThatAsksForNone() {
        var plan =
                village()
                        .host("big", 64, 1000)
                        .training("a", 4)
                        .training("b", 4)
                        .training("c", 4)
                        .needing(16, 0)
                        .training("plain", 8)
                        .plan();

        assertThat(running(plan)).hasSize(3).contains("plain");
    }

    @Test
    void saysThatNoNodeHasWhatIsAsked() {
        var plan = village().host("big", 64, 1000).training("a", 8).needing(9, 0).plan();

        assertThat(reason(plan, "a"))
                .isEqualTo(
                        "node-too-small: no node of big has that: it asks 72 CPUs for 8 devices of"
                                + " a node, and nodes there have 64 CPUs and 1000 GiB");
    }

    @Test
    void saysWhatCouldNotBeChecked() {
        var plan = village().training("a", 8).needing(500, 64).plan();

        assertThat(running(plan)).containsExactly("a");
        assertThat(plan.warnings()).hasSize(1);
        var warning = plan.warnings().getFirst();
        assertThat(warning.reason().code()).isEqualTo("node-unknown");
        assertThat(warning.reason().text()).contains("500 CPUs and 64 GiB", "was not checked");
    }

    @Test
    void countsWhatIsKnownEvenWhereTheRestIsNot() {
        var host = new Host(8_000L, null);

        assertThat(host.holds(new Needs(8_000, 1L << 50))).isTrue();
        assertThat(host.holds(new Needs(8_001, 0))).isFalse();
        assertThat(host.knows(new Needs(1, 0))).isTrue();
        assertThat(host.knows(new Needs(1, 1))).isFalse();
    }

    @Test
    void refusesNegativeAmounts() {
        assertThatThrownBy(() -> new Needs(-1, 0)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> new Host(-1L, null)).hasMessageContaining("must not be negative");
    }
}
