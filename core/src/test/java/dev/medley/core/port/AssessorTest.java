package dev.medley.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.catalog.Confidence;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Readiness falls with what has to be done; effort grows more slowly than places.
class AssessorTest {

    private static final Target FAR = new Target("far", "Far", "far", List.of("f"), "bring-up", "");

    private static final PortRule EASY = rule("easy", Portability.AUTOMATIC, "swap", false);
    private static final PortRule HARD = rule("hard", Portability.REWRITE, "rewrite", true);
    private static final PortRule SHUT = rule("shut", Portability.BLOCKED, "", false);

    private static PortRule rule(
            String id, Portability portability, String effort, boolean byFile) {
        var cell = new Cell(portability, "with", effort, Confidence.MEDIUM, "a page");
        var sign = new Sign(ClueKind.NAME, id, List.of(), List.of());
        return new PortRule(id, id, "", byFile, List.of(sign), Map.of("far", cell));
    }

    private static Mapping mapping(int referenceWeeks) {
        var shares = new LinkedHashMap<Portability, Double>();
        shares.put(Portability.WORKS, 1.0);
        shares.put(Portability.AUTOMATIC, 0.9);
        shares.put(Portability.REPLACE, 0.5);
        shares.put(Portability.REWRITE, 0.1);
        shares.put(Portability.BLOCKED, 0.0);
        var efforts = new LinkedHashMap<String, Days>();
        efforts.put("bring-up", new Days(4, 10));
        efforts.put("swap", new Days(1, 4));
        efforts.put("rewrite", new Days(10, 40));
        var counts = new LinkedHashMap<String, Integer>();
        counts.put("easy", 1);
        counts.put("hard", 1);
        var reference = new Assumptions.Reference("far", referenceWeeks, counts, "press");
        var assumptions =
                new Assumptions(shares, 0.5, 0.25, 0.5, 5, efforts, reference, List.of("assumed"));
        return new Mapping(
                "2026-11-22",
                List.of(FAR),
                List.of(EASY, HARD, SHUT),
                assumptions,
                new Mapping.Reading(List.of(), 1000));
    }

    /// Three weeks are 4 + 1 + 10 days: the factor is 1.
    private static final Assessor ASSESSOR = new Assessor(mapping(3));

    private static List<Finding> places(PortRule rule, int places, int files) {
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < places; i++) {
            var clue = new Clue(ClueKind.NAME, rule.id(), "", i + 1, 1);
            findings.add(new Finding("f" + i % files, clue, rule));
        }
        return findings;
    }

    @Test
    void callsCodeWithoutFindingsReady() {
        var assessment = ASSESSOR.assess(List.of(), FAR);

        assertThat(assessment.readiness()).isEqualTo(1);
        assertThat(assessment.highWeeks()).isZero();
        assertThat(assessment.portability()).isEqualTo(Portability.WORKS);
        assertThat(assessment.blocked()).isFalse();
    }

    @Test
    void doesNotMultiplyTheEffortOfRepeatedPlaces() {
        var assessment = ASSESSOR.assess(places(EASY, 16, 16), FAR);

        assertThat(assessment.lowWeeks() * 5).isCloseTo(4 + 1 * 2, within(1e-9));
        assertThat(assessment.highWeeks() * 5).isCloseTo(10 + 4 * 4, within(1e-9));
    }

    @Test
    void countsFilesWhereTheRuleSaysSo() {
        var oneFile = ASSESSOR.assess(places(HARD, 50, 1), FAR);

        assertThat(oneFile.lowWeeks() * 5).isCloseTo(4 + 10, within(1e-9));
        assertThat(oneFile.burdens().getFirst().files()).isEqualTo(1);
        assertThat(oneFile.burdens().getFirst().places()).isEqualTo(50);
    }

    @Test
    void weighsOneHardPlaceAgainstManyEasyOnes() {
        var all = new ArrayList<>(places(EASY, 1024, 10));
        all.addAll(places(HARD, 1, 1));
        var readiness = ASSESSOR.assess(all, FAR).readiness();

        // 11 parts of 0.9 and one of 0.1.
        assertThat(readiness).isCloseTo((11 * 0.9 + 0.1) / 12, within(1e-9));
    }

    @Test
    void leavesOutTheEffortOfWhatIsBlockedAndSaysSo() {
        var all = new ArrayList<>(places(EASY, 1024, 10));
        var open = ASSESSOR.assess(all, FAR);
        all.addAll(places(SHUT, 1, 1));
        var shut = ASSESSOR.assess(all, FAR);

        assertThat(shut.blocked()).isTrue();
        assertThat(shut.blockers()).extracting(each -> each.rule().id()).containsExactly("shut");
        assertThat(shut.lowWeeks()).isEqualTo(open.lowWeeks());
        assertThat(shut.readiness()).isEqualTo(0.5);
    }

    @Test
    void scalesUnitEffortsToTheOnePublishedDuration() {
        var assessor = new Assessor(mapping(6));

        assertThat(ASSESSOR.calibration()).isCloseTo(1, within(1e-9));
        assertThat(assessor.calibration()).isCloseTo(2, within(1e-9));
        var reference = new ArrayList<>(places(EASY, 1, 1));
        reference.addAll(places(HARD, 1, 1));
        assertThat(assessor.assess(reference, FAR).lowWeeks()).isCloseTo(6, within(1e-9));
    }

    @Test
    void putsTheWorstFirst() {
        var all = new ArrayList<>(places(EASY, 3, 1));
        all.addAll(places(SHUT, 1, 1));
        all.addAll(places(HARD, 1, 1));

        assertThat(ASSESSOR.assess(all, FAR).burdens())
                .extracting(each -> each.rule().id())
                .containsExactly("shut", "hard", "easy");
    }

    @Test
    void trustsLittleWhatHasNoSource() {
        assertThatThrownBy(
                        () ->
                                new Cell(
                                        Portability.WORKS,
                                        "x",
                                        "",
                                        Confidence.MEDIUM,
                                        Cell.NO_SOURCE))
                .hasMessageContaining("no source");
    }

    @Test
    void findsTargetsByIdStackAndAlias() {
        var mapping = mapping(3);
        assertThat(mapping.target("far")).isEqualTo(FAR);
        assertThat(mapping.target("f")).isEqualTo(FAR);
        assertThat(mapping.target("near")).isNull();
    }
}
