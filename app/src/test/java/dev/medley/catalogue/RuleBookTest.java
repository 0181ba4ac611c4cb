package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Answer;
import dev.medley.core.rules.ChipFacts;
import dev.medley.core.rules.Circumstances;
import dev.medley.core.rules.Examiner;
import dev.medley.core.rules.Question;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.Status;
import dev.medley.core.rules.Variable;
import dev.medley.core.rules.Verdict;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/// What holds of the rules as they ship, for every chip of the catalogue.
class RuleBookTest {

    private static final RuleBook BOOK = RuleFiles.builtIn();
    private static final Catalog CATALOG = CatalogFiles.builtIn(CatalogFiles.Part.CHIPS);
    private static final List<String> PLACES =
            List.of("", "US", "CN", "HK", "MO", "MY", "SG", "AE");

    @Test
    void holdsThirteenSetsAndTheBuyersSideWithSources() {
        for (int i = 1; i <= 13; i++) {
            assertThat(BOOK.ruleSet("R" + i)).as("R" + i).isNotNull();
        }
        assertThat(BOOK.ruleSets())
                .allSatisfy(
                        rules -> {
                            assertThat(rules.source()).isNotBlank();
                            assertThat(rules.citation()).isNotBlank();
                        })
                .anyMatch(rules -> rules.authority().startsWith("China"));
    }

    @Test
    void billsNeverEnterAVerdict() {
        var asked = 0;
        for (var chip : CATALOG.chips()) {
            for (var act : Act.values()) {
                var question =
                        Question.of(
                                        chip.id(),
                                        act,
                                        LocalDate.of(2026, 6, 1),
                                        ChipFacts.of(chip, Circumstances.NONE))
                                .at(Variable.TO, "CN")
                                .at(Variable.HQ, "CN");
                var with = new Examiner(BOOK, Circumstances.NONE, true).examine(question);
                var without = new Examiner(BOOK, Circumstances.NONE, false).examine(question);
                assertThat(with.verdict()).isEqualTo(without.verdict());
                assertThat(with.findings()).noneMatch(f -> f.status() == Status.BILL);
                assertThat(without.uncounted()).noneMatch(f -> f.status() == Status.BILL);
                asked += with.uncounted().size();
            }
        }
        assertThat(asked).isPositive();
    }

    /// Clear must not come from not knowing: whoever knows more never finds out that a case that
    /// was clear is not.
    @Test
    void whatIsMissingNeverMakesACaseClear() {
        long seed = 20_260_831;
        var random = new Random(seed);
        int compared = 0;
        for (var chip : CATALOG.chips()) {
            for (int i = 0; i < 40; i++) {
                var full =
                        Question.of(
                                        chip.id(),
                                        pick(random, List.of(Act.values())),
                                        pick(random, BOOK.days()).plusDays(random.nextInt(3)),
                                        ChipFacts.of(chip, Circumstances.NONE))
                                .at(Variable.FROM, pick(random, PLACES))
                                .at(Variable.TO, pick(random, PLACES))
                                .at(Variable.HQ, pick(random, PLACES))
                                .at(Variable.PARENT_HQ, pick(random, PLACES));
                var known = List.copyOf(full.facts().known().keySet());
                var forgotten = pick(random, known);
                var partly =
                        new Question(
                                full.chip(),
                                1,
                                null,
                                full.act(),
                                full.date(),
                                full.facts().without(forgotten));
                var all = ask(full);
                var some = ask(partly);
                noneClearWithSomethingMissing(all);
                noneClearWithSomethingMissing(some);
                if (all.verdict() != Verdict.CLEAR_BY_NUMBERS) {
                    compared++;
                    assertThat(some.verdict())
                            .as(
                                    "seed %d: %s %s on %s without %s",
                                    seed, chip.id(), full.act(), full.date(), forgotten)
                            .isNotEqualTo(Verdict.CLEAR_BY_NUMBERS);
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private static Answer ask(Question question) {
        return new Examiner(BOOK, Circumstances.NONE, false).examine(question);
    }

    private static void noneClearWithSomethingMissing(Answer answer) {
        for (var finding : answer.findings()) {
            if (finding.verdict() == Verdict.CLEAR_BY_NUMBERS) {
                assertThat(finding.missing()).isEmpty();
            }
            if (finding.verdict() == Verdict.UNKNOWN) {
                assertThat(finding.missing()).isNotEmpty();
            }
        }
    }

    private static <T> T pick(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
