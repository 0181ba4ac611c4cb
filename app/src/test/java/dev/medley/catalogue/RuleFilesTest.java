package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An operator's own rules: laid over what ships, or refused with file, line, field, value, rule
/// and what to do.
class RuleFilesTest {

    private static final String OWN =
            """
            id: HOUSE-1
            authority: the house
            title: no dense chips abroad
            citation: memo 7
            effectiveFrom: 2026-01-01
            status: in_force
            define:
              dense: {any: [pd >= 9, R2.a]}
            scope:
              acts: [export, use]
              where: 'to not in CN, D:1'
            clauses:
              - id: dense
                when: [dense, 1000 <= tpp < 99999]
                result: licence_required
                text: The house wants to be asked.
            confidence: high
            source: memo 7
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void laysOwnRulesOverTheOthers() throws IOException {
        Files.writeString(folder.resolve("house.yaml"), OWN);
        Files.writeString(folder.resolve("r13.yaml"), OWN.replace("HOUSE-1", "R13"));
        var book = RuleFiles.load(folder);

        assertThat(book.ruleSets()).hasSize(RuleFiles.builtIn().ruleSets().size() + 1);
        assertThat(book.ruleSet("house-1")).isNotNull();
        assertThat(book.ruleSet("R13"))
                .isNotNull()
                .extracting(rules -> rules.authority())
                .isEqualTo("the house");
    }

    /// Nicaragua came in 2024 (89 FR 18780), Belarus in 2022 (87 FR 13048); Cambodia left in 2026.
    @ParameterizedTest
    @CsvSource({
        "D:1, NI, true",
        "D:5, NI, true",
        "D:4, BY, true",
        "D:1, KH, true",
        "D:5, KH, false",
        "D:5, ET, true",
        "A:6, CY, true",
        "A:5, KR, true"
    })
    void followsTheRulesThatChangedTheGroupsOfCountries(String id, String country, boolean member) {
        var group = RuleFiles.builtIn().groups().group(id);

        assertThat(group).isNotNull();
        if (group != null) {
            assertThat(group.members().contains(country)).isEqualTo(member);
            assertThat(group.source()).doesNotContain("memory").contains("read 2026");
        }
    }

    @Test
    void refusesToLoseADefinitionThatOthersUse() throws IOException {
        Files.writeString(
                folder.resolve("r2.yaml"), OWN.replace("HOUSE-1", "R2").replace("R2.a", "tpp > 1"));
        assertThatThrownBy(() -> RuleFiles.load(folder))
                .hasMessageContaining("rules/R3.yaml:")
                .hasMessageContaining("'R2.nac_eligible' is no comparison, flag or definition");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    status: in_force | status: inforce | house.yaml:6:9: field 'status' is 'inforce': The field must be one of in_force
                    2026-01-01 | 2026-13-01 | house.yaml:5:16: field 'effectiveFrom' is '2026-13-01': The field must be a day. Write it like 2023-11-17.
                    pd >= 9 | pdd >= 9 | house.yaml:8:17: field 'define.dense' is 'pdd >= 9': 'pdd' is no number that rules know.
                    pd >= 9 | pd >= nine | house.yaml:8:17: field 'define.dense' is 'pd >= nine': 'nine' is no plain number.
                    R2.a] | R2.aa] | house.yaml:8:26: field 'define.dense' is 'R2.aa': 'R2.aa' is no comparison, flag or definition. Maybe 'R2.a'?
                    R2.a] | dense] | field 'define.dense' is 'a block of 1 fields': The definition leads back to itself (HOUSE-1.dense).
                    not in CN, D:1 | not in CN, D:9 | house.yaml:11:10: field 'scope.where' is 'to not in CN, D:9': 'D:9' is neither a country code nor a group of countries.
                    'to not in | 'tpp not in | 'tpp' is no place and no word. Known are from, to, hq
                    [export, use] | [export, sell] | field 'scope.acts' is 'a list of 2': 'sell' is no act. Acts are export, reexport
                    result: licence_required | result: forbidden | house.yaml:15:13: field 'clauses[0].result' is 'forbidden': The field must be one of licence_required
                    title: no | titel: no | field 'title': The field is missing.
                    {any: | {some: | A predicate knows all, any and not, but not 'some'.
                    confidence: high | confident: high | field 'confidence': The field is missing.
                    id: HOUSE-1 | id: 'a rule' | house.yaml:1:5: field 'id' is 'a rule': An id is made of letters, digits and hyphens
                    """)
    void refusesWhatItCannotUse(String right, String wrong, String message) throws IOException {
        assertThat(OWN).contains(right);
        Files.writeString(folder.resolve("house.yaml"), OWN.replace(right, wrong));
        assertThatThrownBy(() -> RuleFiles.load(folder))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesOneRuleTwiceAndAnEmptyFolder() throws IOException {
        assertThatThrownBy(() -> RuleFiles.load(folder)).hasMessageContaining("holds no *.yaml");
        assertThatThrownBy(() -> RuleFiles.load(folder.resolve("none")))
                .hasMessageContaining("There is no such folder.");
        Files.writeString(folder.resolve("a.yaml"), OWN);
        Files.writeString(folder.resolve("b.yaml"), OWN);
        assertThatThrownBy(() -> RuleFiles.load(folder))
                .hasMessageContaining("b.yaml:1:1")
                .hasMessageContaining("stands here for the second time");
    }
}
