package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Port;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What works say of later days; the plan's date is 2026-06-01.
class OutlookTest {

    private static final String SERVICE =
            """
            apiVersion: medley.dev/v1alpha1
            kind: InferenceService
            metadata: {name: chat}
            spec:
              model: llama3-8b
              requestsPerSecond: 12
              inputTokens: 900
              outputTokens: 700
            """;

    @TempDir private Path folder = Path.of("");

    private InferenceService service(String more) throws IOException {
        var loaded = new Reader(folder).write("s.yaml", SERVICE + more.indent(2)).loaded();
        return (InferenceService) loaded.portfolio().works().getFirst();
    }

    @Test
    void readsDemandThatGrowsAndSteps() throws IOException {
        var service =
                service(
                        """
                        growth: 6 %/month
                        demand:
                          - {from: 2026-06-29, requestsPerSecond: 20}
                        """);
        assertThat(service.requestsPerSecond()).isEqualTo(12);
        assertThat(service.demand())
                .isEqualTo(new DemandCurve(List.of(new DemandCurve.Step(28 * 24, 20)), 0.06));
    }

    @Test
    void startsFromTheLatestStepOfThePast() throws IOException {
        var service =
                service(
                        """
                        growth: 6 %/month
                        demand:
                          - {from: 2026-01-01, requestsPerSecond: 90}
                          - {from: 2026-05-01, requestsPerSecond: 20}
                        """);
        assertThat(service.requestsPerSecond()).isCloseTo(20 * 1.0611, within(0.01));
        assertThat(service.demand().steps()).isEmpty();
    }

    @Test
    void readsStartAndPorts() throws IOException {
        var outlook =
                service(
                                """
                                notBefore: 2026-06-15
                                stacks: [cuda]
                                portable:
                                  - stack: cann
                                    readiness: 72 %
                                    effortWeeks: [6, 20]
                                    ready: 2026-09-01
                                    risk: {earliest: 2026-08-01, latest: 2026-10-15}
                                """)
                        .terms()
                        .outlook();
        assertThat(outlook.hoursToStart()).isEqualTo(14 * 24);
        assertThat(outlook.ports())
                .containsExactly(
                        new Port(
                                "cann",
                                0.72,
                                new Port.Span(6, 20),
                                92 * 24,
                                new Port.Span(61 * 24, 136 * 24)));
    }

    @Test
    void reckonsTheDayFromTheEffortWhereNoneIsStated() throws IOException {
        var port =
                service(
                                """
                                stacks: [cuda]
                                portable: [{stack: cann, effortWeeks: [6, 20]}]
                                """)
                        .terms()
                        .outlook()
                        .ports()
                        .getFirst();
        assertThat(port.hoursToReady()).isEqualTo(13 * 168);
        assertThat(port.hoursAtRisk()).isEqualTo(new Port.Span(6 * 168, 20 * 168));
        assertThat(port.readiness()).isNull();
    }

    @Test
    void takesAStartInThePastAsNow() throws IOException {
        assertThat(service("notBefore: 2026-01-01").terms().outlook().hoursToStart()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    portable: [{stack: cann, ready: 2026-09-01}] | adds nothing, for without 'stacks'
                    stacks: [cuda]~portable: [{stack: cuda, ready: 2026-09-01}] | is among its 'stacks' already
                    stacks: [cuda]~portable: [{stack: cann}] | has no date
                    stacks: [cuda]~portable: [{stack: cannn, ready: 2026-09-01}] | maybe cann
                    stacks: [cuda]~portable: [{stack: cann, effortWeeks: [9, 2]}] | is less than the 9
                    stacks: [cuda]~portable: [{stack: cann, ready: 2026-13-01}] | is no date in the calendar
                    stacks: [cuda]~portable: [{stack: cann, ready: 2026-09-01, risk: {latest: 2026-08-01}}] | is before it is expected
                    stacks: [cuda]~portable: [{stack: cann, ready: 2026-09-01, risk: {earliest: 2026-10-01}}] | is after it is expected
                    growth: 6 % | per which time it grows
                    growth: 6 %/day | grows per 'day'
                    demand: [{from: 2026-07-01, requestsPerSecond: 0}] | must be positive
                    demand: [{from: 2026-07-01, requestsPerSecond: 2}, {from: 2026-07-01, requestsPerSecond: 3}] | has a demand already
                    notBefore: soon | write for example
                    """)
    void saysWhatIsWrong(String more, String told) throws IOException {
        var problems =
                new Reader(folder)
                        .write("s.yaml", SERVICE + more.replace("~", "\n").indent(2))
                        .problems();
        assertThat(problems).isNotEmpty();
        assertThat(String.join("\n", problems)).contains(told);
    }
}
