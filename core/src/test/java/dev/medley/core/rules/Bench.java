package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.rules.Predicate.Compare;
import dev.medley.core.rules.Predicate.Relation;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A rule set of one clause and a case, with good defaults: exports to CN of chips with TPP of
/// 4,800 need a licence from 2023-11-17 on.
final class Bench {

    static final LocalDate DAY = LocalDate.of(2024, 6, 1);

    static final Predicate STRONG = new Compare(List.of(Variable.TPP), Relation.AT_LEAST, 4800);

    private final List<RuleSet> ruleSets = new ArrayList<>();
    private Facts facts = Facts.NONE;
    private Circumstances circumstances = Circumstances.NONE;

    static Bench bench() {
        return new Bench();
    }

    static Fact.Figure figure(double value) {
        return new Fact.Figure(value, Confidence.HIGH, "made up");
    }

    Bench rule(Predicate when) {
        return rule("R2", Status.IN_FORCE, Clause.Result.LICENCE_REQUIRED, when);
    }

    Bench rule(String id, Status status, Clause.Result result, Predicate when) {
        return add(id, status, false, new Clause("test", List.of(), when, result, false, "Text."));
    }

    Bench add(String id, Status status, boolean stated, Clause clause) {
        ruleSets.add(
                new RuleSet(
                        id,
                        "somebody",
                        "a rule",
                        "1 FR 1",
                        LocalDate.of(2023, 11, 17),
                        null,
                        null,
                        status,
                        List.of(),
                        stated,
                        new RuleSet.Scope(
                                List.of(Act.EXPORT), new Predicate.In(Variable.TO, List.of("CN"))),
                        List.of(clause),
                        Confidence.HIGH,
                        "",
                        "made up"));
        return this;
    }

    Bench know(Variable variable, double value) {
        facts = facts.with(variable, figure(value));
        return this;
    }

    Bench know(Variable variable, String word) {
        facts = facts.with(variable, new Fact.Word(word, Confidence.HIGH, "made up"));
        return this;
    }

    Bench know(Variable variable, boolean flag) {
        facts = facts.with(variable, new Fact.Flag(flag, Confidence.HIGH, "made up"));
        return this;
    }

    Bench licence(long packages, long used, LocalDate expires) {
        return under(
                new Circumstances.Licence("L-1", "a-chip", packages, used, expires, "", "CN"),
                null);
    }

    Bench letter() {
        return under(
                null,
                new Circumstances.Letter("R8", LocalDate.of(2024, 1, 1), List.of(), "file 1"));
    }

    private Bench under(
            Circumstances.@Nullable Licence licence, Circumstances.@Nullable Letter letter) {
        circumstances =
                new Circumstances(
                        "",
                        "",
                        circumstances.ruleStates(),
                        null,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        letter == null ? List.of() : List.of(letter),
                        licence == null ? List.of() : List.of(licence),
                        new TreeMap<>(),
                        new TreeMap<>());
        return this;
    }

    Bench state(String rule, Status status, LocalDate since) {
        var states = new TreeMap<String, Circumstances.RuleState>();
        states.put(rule, new Circumstances.RuleState(status, since, "memo"));
        circumstances =
                new Circumstances(
                        "",
                        "",
                        states,
                        null,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>());
        return this;
    }

    Circumstances circumstances() {
        return circumstances;
    }

    Evaluation evaluate(Predicate predicate) {
        return new Evaluator(facts, CountryGroups.NONE).evaluate(predicate);
    }

    Answer ask() {
        return ask(DAY, 1);
    }

    Answer ask(LocalDate date, long packages) {
        var book = new RuleBook(LocalDate.of(2026, 8, 31), CountryGroups.NONE, ruleSets);
        var question = Question.of("a-chip", Act.EXPORT, date, facts).of(packages, null);
        return new Examiner(book, circumstances, true).examine(question);
    }

    Treatment treatment(Answer answer) {
        return RulePolicy.DEFAULT.of(answer, circumstances);
    }
}
