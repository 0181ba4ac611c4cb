package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Answer;
import dev.medley.core.rules.ChipFacts;
import dev.medley.core.rules.Circumstances;
import dev.medley.core.rules.Examiner;
import dev.medley.core.rules.Fact;
import dev.medley.core.rules.Finding;
import dev.medley.core.rules.Question;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.Variable;
import dev.medley.core.rules.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;

/// What is known to hold of chips on days, from the rules as they ship.
class RuleVectorsTest {

    private static final RuleBook BOOK = RuleFiles.builtIn();
    private static final Catalog CATALOG = CatalogFiles.builtIn(CatalogFiles.Part.CHIPS);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    nvidia-a100-80gb-sxm, 2022-11-01, R1, LICENCE_TEST_MET, 3A090
                    nvidia-a800-80gb-sxm, 2022-11-01, R1, CLEAR_BY_NUMBERS,
                    nvidia-h800-sxm, 2022-11-01, R1, CLEAR_BY_NUMBERS,
                    intel-gaudi2, 2022-11-01, R1, LICENCE_TEST_MET, 3A090
                    intel-gaudi2-china, 2022-11-01, R1, CLEAR_BY_NUMBERS,
                    cambricon-mlu690, 2022-11-01, R1, UNKNOWN, 3A090
                    biren-br106, 2022-11-01, R1, UNKNOWN, 3A090
                    nvidia-a800-80gb-sxm, 2023-11-17, R2, LICENCE_TEST_MET, 3A090.a
                    nvidia-h800-sxm, 2023-11-17, R2, LICENCE_TEST_MET, 3A090.a
                    nvidia-l40s, 2023-11-17, R2, LICENCE_TEST_MET, 3A090.a
                    nvidia-l4, 2023-12-01, R2, LICENCE_TEST_MET, 3A090.a
                    nvidia-a30, 2023-12-01, R2, LICENCE_TEST_MET, 3A090.b
                    nvidia-a10, 2023-12-01, R2, CLEAR_BY_NUMBERS,
                    nvidia-l20, 2023-12-01, R2, CLEAR_BY_NUMBERS,
                    nvidia-l2, 2023-12-01, R2, CLEAR_BY_NUMBERS,
                    nvidia-h20-96gb, 2024-06-01, R2, CLEAR_BY_NUMBERS,
                    nvidia-h20-141gb, 2024-06-01, R2, CLEAR_BY_NUMBERS,
                    amd-mi308x, 2024-06-01, R2, CLEAR_BY_NUMBERS,
                    amd-mi210, 2024-06-01, R2, LICENCE_TEST_MET, 3A090.b
                    nvidia-rtx-4090, 2023-12-01, R2, LICENCE_TEST_MET, 3A090.a
                    nvidia-rtx-4090d, 2023-12-01, R2, CLEAR_BY_NUMBERS,
                    google-tpu-v5e, 2024-06-01, R2, UNKNOWN, 3A090.a
                    huawei-ascend-310p-duo, 2024-06-01, R2, CLEAR_BY_NUMBERS,
                    nvidia-h20-96gb, 2025-05-01, R8, LETTER_EQUIVALENT, numbers
                    amd-mi308x, 2025-05-01, R8, LETTER_EQUIVALENT, numbers
                    nvidia-h20-96gb, 2025-04-08, R2, CLEAR_BY_NUMBERS,
                    nvidia-rtx-5090d, 2025-09-01, R8, LETTER_EQUIVALENT, numbers
                    nvidia-rtx-5090d-v2, 2025-09-01, R8, CLEAR_BY_NUMBERS,
                    nvidia-rtx-pro-6000d, 2025-09-01, R8, CLEAR_BY_NUMBERS,
                    metax-c550, 2025-09-01, R8, LETTER_EQUIVALENT, numbers
                    cambricon-mlu590, 2025-09-01, R8, UNKNOWN, numbers
                    nvidia-h200-sxm, 2026-02-01, R12, LICENCE_TEST_MET, case by case
                    nvidia-h100-sxm, 2026-02-01, R12, LICENCE_TEST_MET, case by case
                    amd-mi300x, 2026-02-01, R12, LICENCE_TEST_MET, case by case
                    amd-mi325x, 2026-02-01, R12, LICENCE_TEST_MET, case by case
                    intel-gaudi3, 2026-02-01, R12, LICENCE_TEST_MET, presumption of denial
                    nvidia-b200-sxm, 2026-02-01, R12, LICENCE_TEST_MET, presumption of denial
                    nvidia-b30a, 2026-02-01, R12, LICENCE_TEST_MET, presumption of denial
                    amd-mi355x, 2026-02-01, R12, LICENCE_TEST_MET, presumption of denial
                    nvidia-h20-96gb, 2026-02-01, R12, CLEAR_BY_NUMBERS,
                    amd-mi308x, 2026-02-01, R12, CLEAR_BY_NUMBERS,
                    """)
    void exportFromTheUsToChina(
            String chip, LocalDate date, String rule, Verdict verdict, String clause) {
        var finding = finding(ask(chip, Act.EXPORT, date, "US", "CN", "CN"), rule);

        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
        assertThat(finding.clause() == null ? null : finding.clause().id()).isEqualTo(clause);
    }

    @Test
    void missesTheDieAreaOfTpuV5e() {
        var answer = ask("google-tpu-v5e", Act.EXPORT, LocalDate.of(2024, 6, 1), "US", "CN", "CN");
        assertThat(finding(answer, "R2").missing()).containsExactly(Variable.DIE_AREA);
        assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void says4090MayQualifyForNacAnd4090dIsOutByNote2() {
        var date = LocalDate.of(2023, 12, 1);
        assertThat(
                        finding(ask("nvidia-rtx-4090", Act.EXPORT, date, "US", "CN", "CN"), "R2")
                                .remarks())
                .anyMatch(remark -> remark.contains("NAC"));
        assertThat(
                        finding(ask("nvidia-rtx-4090d", Act.EXPORT, date, "US", "CN", "CN"), "R2")
                                .remarks())
                .anyMatch(remark -> remark.startsWith("Note 2"));
    }

    @Test
    void countsBothCircuitsOfAnAtlas300iDuoApart() {
        var facts =
                ChipFacts.of(CATALOG.chip("huawei-ascend-310p-duo").orThrow(), Circumstances.NONE);
        assertThat(facts.figure(Variable.TPP))
                .isEqualTo(new Fact.Figure(1120, Confidence.HIGH, "bf16 140 x 16 / 2 circuits"));
    }

    @Test
    void flagsAscendInAFleetOutsideChinaOnly() {
        var date = LocalDate.of(2026, 6, 1);
        var abroad = ask("huawei-ascend-910b3", Act.USE, date, "", "MY", "SG");
        assertThat(finding(abroad, "R9").verdict()).isEqualTo(Verdict.ATTENTION);
        var home = ask("huawei-ascend-910b3", Act.USE, date, "", "CN", "CN");
        assertThat(finding(home, "R9").verdict()).isEqualTo(Verdict.CLEAR_BY_NUMBERS);
    }

    private static Answer ask(
            String chip, Act act, LocalDate date, String from, String to, String hq) {
        var facts = ChipFacts.of(CATALOG.chip(chip).orThrow(), Circumstances.NONE);
        var question =
                Question.of(chip, act, date, facts)
                        .at(Variable.FROM, from)
                        .at(Variable.TO, to)
                        .at(Variable.HQ, hq)
                        .at(Variable.PARENT_HQ, hq);
        return new Examiner(BOOK, Circumstances.NONE, false).examine(question);
    }

    private static Finding finding(Answer answer, String rule) {
        return answer.findings().stream()
                .filter(finding -> finding.rules().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
