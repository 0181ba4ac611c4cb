package dev.medley.core.rules;

import static dev.medley.core.rules.Bench.DAY;
import static dev.medley.core.rules.Bench.STRONG;
import static dev.medley.core.rules.Bench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.rules.Predicate.Compare;
import dev.medley.core.rules.Predicate.Relation;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

class ExaminerTest {

    private static final Predicate DENSE =
            new Compare(List.of(Variable.PD), Relation.AT_LEAST, 5.92);

    private static final Predicate SUM =
            new Compare(
                    List.of(Variable.DRAM_BANDWIDTH, Variable.IO_BANDWIDTH),
                    Relation.AT_LEAST,
                    1700);

    @Test
    void anOrThatIsTrueMissesNothing() {
        var either = new Predicate.Any(List.of(STRONG, DENSE));
        var found = bench().know(Variable.TPP, 4992).evaluate(either);

        assertThat(found.truth()).isEqualTo(Truth.TRUE);
        assertThat(found.missing()).isEmpty();
        assertThat(found.because()).containsExactly("TPP 4,992 >= 4,800");
    }

    @Test
    void anOrThatMayBeTrueNamesWhatIsMissing() {
        var either = new Predicate.Any(List.of(STRONG, DENSE));
        var found = bench().know(Variable.TPP, 3152).evaluate(either);

        assertThat(found.truth()).isEqualTo(Truth.UNKNOWN);
        assertThat(found.missing()).containsExactly(Variable.DIE_AREA);
        assertThat(found.margins()).hasSize(1);
    }

    @Test
    void anAndThatIsFalseMissesNothing() {
        var both = new Predicate.All(List.of(STRONG, DENSE));
        var found = bench().know(Variable.TPP, 3152).evaluate(both);

        assertThat(found.truth()).isEqualTo(Truth.FALSE);
        assertThat(found.missing()).isEmpty();
    }

    @Test
    void aPartOfASumMayBeEnough() {
        assertThat(bench().know(Variable.DRAM_BANDWIDTH, 1750).evaluate(SUM).truth())
                .isEqualTo(Truth.TRUE);
        var less = bench().know(Variable.DRAM_BANDWIDTH, 1344).evaluate(SUM);
        assertThat(less.truth()).isEqualTo(Truth.UNKNOWN);
        assertThat(less.missing()).containsExactly(Variable.IO_BANDWIDTH);
        assertThat(bench().evaluate(SUM).truth()).isEqualTo(Truth.UNKNOWN);
        var below =
                new Compare(
                        List.of(Variable.DRAM_BANDWIDTH, Variable.IO_BANDWIDTH),
                        Relation.LESS_THAN,
                        1700);
        assertThat(bench().know(Variable.DRAM_BANDWIDTH, 1750).evaluate(below).truth())
                .isEqualTo(Truth.FALSE);
        assertThat(bench().know(Variable.DRAM_BANDWIDTH, 1344).evaluate(below).truth())
                .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void comparesUnrounded() {
        var line = new Compare(List.of(Variable.PD), Relation.AT_LEAST, 3.2);
        assertThat(bench().know(Variable.PD, 3.1999999).evaluate(line).truth())
                .isEqualTo(Truth.FALSE);
        assertThat(bench().know(Variable.PD, 3.2).evaluate(line).truth()).isEqualTo(Truth.TRUE);
    }

    @Test
    void aVendorsClassGoesBeforeTheNumbers() {
        var named = new Predicate.Named("R2.a", List.of("3A090.a"), STRONG);
        var strong = bench().know(Variable.TPP, 4992);

        assertThat(strong.know(Variable.VENDOR_ECCN, "4A994.l").evaluate(named).truth())
                .isEqualTo(Truth.FALSE);
        assertThat(strong.know(Variable.VENDOR_ECCN, "3A090.A").evaluate(named).because())
                .containsExactly("the vendor's ECCN 3A090.A");
        assertThat(strong.know(Variable.VENDOR_ECCN, "5A992.z").evaluate(named).truth())
                .as("a class that leaves the part open")
                .isEqualTo(Truth.TRUE);
        assertThat(strong.rule(named).ask().remarks()).anyMatch(r -> r.contains("ECCN 5A992.z"));
    }

    @Test
    void aMissingPlaceGivesUnknown() {
        var answer = bench().rule(STRONG).know(Variable.TPP, 4992).ask();

        assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(answer.findings().getFirst().missing()).containsExactly(Variable.TO);
        assertThat(bench().rule(STRONG).know(Variable.TPP, 100).ask().verdict())
                .as("weak whatever the place")
                .isEqualTo(Verdict.CLEAR_BY_NUMBERS);
    }

    @Test
    void statusDecidesWhatAHitIsCalled() {
        for (var status : Status.values()) {
            var answer =
                    bench().rule("R2", status, Clause.Result.LICENCE_REQUIRED, STRONG)
                            .know(Variable.TPP, 4992)
                            .know(Variable.TO, "CN")
                            .ask();
            var expected =
                    switch (status) {
                        case IN_FORCE -> Verdict.LICENCE_TEST_MET;
                        case LETTER -> Verdict.LETTER_EQUIVALENT;
                        case GUIDANCE -> Verdict.ATTENTION;
                        case SUSPENDED, NOT_ENFORCED, BILL -> Verdict.CLEAR_BY_NUMBERS;
                    };
            assertThat(answer.verdict()).as(status.name()).isEqualTo(expected);
            assertThat(answer.uncounted()).hasSize(status.counts() ? 0 : 1);
        }
    }

    @Test
    void guidanceAsksForALookWhenItCannotBeTold() {
        var answer =
                bench().rule("R9", Status.GUIDANCE, Clause.Result.ATTENTION, STRONG)
                        .know(Variable.TO, "CN")
                        .ask();
        assertThat(answer.verdict()).isEqualTo(Verdict.ATTENTION);
        assertThat(answer.findings().getFirst().missing()).containsExactly(Variable.TPP);
    }

    @Test
    void theOperatorSaysTheStateOfARuleWhereTheFileLeavesItOpen() {
        var clause =
                new Clause(
                        "listed",
                        List.of(),
                        new Predicate.Holds(Variable.LISTED_OWNER),
                        Clause.Result.LICENCE_REQUIRED,
                        true,
                        "Text.");
        var open =
                bench().add("R11", Status.IN_FORCE, true, clause)
                        .know(Variable.TO, "CN")
                        .know(Variable.LISTED_OWNER, true);
        assertThat(open.ask().verdict()).isEqualTo(Verdict.LICENCE_TEST_MET);
        assertThat(open.state("R11", Status.SUSPENDED, DAY).ask().verdict())
                .isEqualTo(Verdict.CLEAR_BY_NUMBERS);
        assertThat(open.state("R11", Status.SUSPENDED, DAY.plusDays(1)).ask().verdict())
                .as("suspended from tomorrow on")
                .isEqualTo(Verdict.LICENCE_TEST_MET);
    }

    @Test
    void aLicenceCoversAsMuchAsIsLeftUntilItExpires() {
        var strong = bench().rule(STRONG).know(Variable.TPP, 4992).know(Variable.TO, "CN");
        var licensed = strong.licence(100, 90, DAY);

        var small = licensed.ask(DAY, 10);
        assertThat(small.verdict()).isEqualTo(Verdict.LICENCE_TEST_MET);
        assertThat(small.coverage()).startsWith("licence L-1: 10 of 100 left");
        assertThat(licensed.treatment(small)).isEqualTo(Treatment.WARN);

        var large = licensed.ask(DAY, 11);
        assertThat(large.coverage()).isNull();
        assertThat(large.remarks()).anyMatch(r -> r.contains("11 are wanted and 10 are left"));
        assertThat(licensed.treatment(large)).isEqualTo(Treatment.BLOCK);

        assertThat(licensed.ask(DAY.plusDays(1), 1).remarks())
                .anyMatch(r -> r.contains("expired on"));
        assertThat(licensed.circumstances().after(small).licences().getFirst().left()).isZero();
    }

    @Test
    void aLetterReceivedBindsLikeALicenceRequirement() {
        var numbers =
                bench().rule("R8", Status.LETTER, Clause.Result.LICENCE_REQUIRED, STRONG)
                        .know(Variable.TPP, 4992)
                        .know(Variable.TO, "CN");
        var passing = new java.util.TreeMap<>(RulePolicy.DEFAULT.treatments());
        passing.put(Verdict.LETTER_EQUIVALENT, Treatment.PASS);
        var policy = new RulePolicy(passing, List.of(Act.EXPORT));

        assertThat(policy.of(numbers.ask(), numbers.circumstances())).isEqualTo(Treatment.PASS);
        var received = numbers.letter();
        assertThat(policy.of(received.ask(), received.circumstances())).isEqualTo(Treatment.BLOCK);
        assertThat(received.ask().verdict()).isEqualTo(Verdict.LETTER_EQUIVALENT);
    }

    @Test
    void saysWhenADayLiesBeyondTheLoadedRules() {
        assertThat(bench().ask(LocalDate.of(2026, 11, 22), 1).remarks())
                .containsExactly(
                        "The rules are loaded to 2026-08-31; what changed between then and"
                                + " 2026-11-22 is not in them.");
    }

    @Test
    void noFindingMayBeClearWithSomethingMissing() {
        var answer = bench().rule(STRONG).know(Variable.TPP, 4992).ask();
        var finding = answer.findings().getFirst();
        var missing = new TreeSet<>(List.of(Variable.TPP));
        assertThatThrownBy(
                        () ->
                                new Finding(
                                        finding.rules(),
                                        finding.status(),
                                        true,
                                        Truth.TRUE,
                                        Verdict.CLEAR_BY_NUMBERS,
                                        null,
                                        List.of(),
                                        List.of(),
                                        missing,
                                        List.of(),
                                        Confidence.HIGH))
                .hasMessageContaining("must not be clear");
    }
}
