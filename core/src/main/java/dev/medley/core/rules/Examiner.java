package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Asks every rule set of a day about a case.
///
/// GOALS. Exact numbers; a missing input never gives clear; every answer with its margins, what is
/// missing, where it stands and how far it can be trusted.
///
/// ALGORITHM. 1. What the operator states of chip and site goes before the catalogue. 2. Each rule
/// set that exists on the day is asked: where act, places or parties are out of its reach, or all
/// its clauses are false, it is clear; else its worst clause that is true or cannot be told gives
/// its verdict. 3. The worst verdict over rule sets that bind is the answer.
///
/// EXAMPLE: an A30 (TPP 2,640, PD 3.196) to China on 2023-12-01. R2 reaches exports to D:5; its .a
/// is false (2,640 < 4,800, PD 3.196 < 5.92), its .b true (2,400 <= 2,640 < 4,800 and 1.6 <= 3.196
/// < 5.92): LICENCE-TEST-MET.
public final class Examiner {

    private final RuleBook book;
    private final Circumstances circumstances;
    private final boolean bills;

    /// @param bills whether bills are told as well; they never enter a verdict
    public Examiner(RuleBook book, Circumstances circumstances, boolean bills) {
        this.book = book;
        this.circumstances = circumstances;
        this.bills = bills;
    }

    public Answer examine(Question question) {
        var evaluator = new Evaluator(question.facts(), book.groups());
        var findings = new ArrayList<Finding>();
        var uncounted = new ArrayList<Finding>();
        var verdict = Verdict.CLEAR_BY_NUMBERS;
        for (var rules : book.ruleSets()) {
            boolean asked = bills || rules.status() != Status.BILL;
            if (!asked || !rules.existsOn(question.date())) {
                continue;
            }
            var finding = new Asking(question, evaluator, rules).finding();
            if (finding.counts()) {
                findings.add(finding);
                verdict = verdict.or(finding.verdict());
            } else {
                uncounted.add(finding);
            }
        }
        var coverage = new Coverage(circumstances, question);
        boolean bound = verdict.compareTo(Verdict.LETTER_EQUIVALENT) >= 0;
        return new Answer(
                question,
                verdict,
                findings,
                uncounted,
                bound ? coverage.covers() : null,
                remarks(question, bound ? coverage.remarks() : List.of()));
    }

    private List<String> remarks(Question question, List<String> ofCoverage) {
        var remarks = new ArrayList<>(ofCoverage);
        if (question.date().isAfter(book.loadedTo())) {
            remarks.add(
                    "The rules are loaded to %s; what changed between then and %s is not in them."
                            .formatted(book.loadedTo(), question.date()));
        }
        var eccn = question.facts().word(Variable.VENDOR_ECCN);
        if (eccn != null) {
            remarks.add(
                    Evaluator.saysClass(eccn.value())
                            ? "The vendor's ECCN %s (%s) is believed before the numbers."
                                    .formatted(eccn.value(), eccn.basis())
                            : "The vendor's ECCN %s (%s) leaves open which part of 3A090 is met."
                                    .formatted(eccn.value(), eccn.basis()));
        }
        return remarks;
    }

    /// One rule set asked about one case.
    private final class Asking {
        private final Question question;
        private final Evaluator evaluator;
        private final RuleSet rules;
        private final LocalDate date;
        private final Status status;
        private final List<String> remarks = new ArrayList<>();
        private final List<Margin> margins = new ArrayList<>();

        Asking(Question question, Evaluator evaluator, RuleSet rules) {
            this.question = question;
            this.evaluator = evaluator;
            this.rules = rules;
            this.date = question.date();
            this.status = status();
        }

        private Status status() {
            var stated = circumstances.ruleStates().get(rules.id());
            if (stated != null && rules.statedByOperator() && !stated.since().isAfter(date)) {
                remarks.add(
                        "The operator states that it is %s since %s (%s)."
                                .formatted(
                                        stated.status().word(), stated.since(), stated.evidence()));
                return stated.status();
            }
            var change = rules.changeOn(date);
            if (change != null && !change.note().isEmpty()) {
                remarks.add(change.note());
            }
            return rules.statusOn(date);
        }

        Finding finding() {
            var scope = rules.scope();
            if (!scope.acts().contains(question.act())) {
                return clear(
                        Truth.FALSE,
                        List.of("does not reach " + question.act().word()),
                        Confidence.HIGH);
            }
            var reach = evaluator.evaluate(scope.where());
            if (reach.truth() == Truth.FALSE) {
                var because = new ArrayList<String>();
                because.add("out of its reach: " + String.join(", ", reach.because()));
                return clear(Truth.FALSE, because, reach.confidence());
            }
            return ask(reach);
        }

        private Finding ask(Evaluation reach) {
            Clause worst = null;
            Evaluation decided = null;
            var verdict = Verdict.CLEAR_BY_NUMBERS;
            var clear = new ArrayList<Evaluation>();
            var remarksMet = new ArrayList<String>();
            for (var clause : rules.clauses()) {
                if (!clause.isAbout(question.act())) {
                    continue;
                }
                var when = evaluator.evaluate(clause.when());
                var both = Evaluation.all(List.of(when, reach));
                when.margins().stream().filter(m -> !margins.contains(m)).forEach(margins::add);
                both.assumed().stream()
                        .map("Taken for granted: %s."::formatted)
                        .filter(a -> !remarks.contains(a))
                        .forEach(remarks::add);
                if (clause.result() == Clause.Result.NONE) {
                    if (when.truth() == Truth.TRUE) {
                        remarksMet.add(clause.text());
                    }
                    continue;
                }
                var says =
                        switch (both.truth()) {
                            case TRUE -> met(clause);
                            case UNKNOWN -> clause.unknown(status);
                            case FALSE -> Verdict.CLEAR_BY_NUMBERS;
                        };
                if (says == Verdict.CLEAR_BY_NUMBERS) {
                    clear.add(both);
                } else if (says.compareTo(verdict) > 0) {
                    worst = clause;
                    decided = both;
                    verdict = says;
                }
            }
            remarks.addAll(remarksMet);
            if (worst == null || decided == null) {
                var all = Evaluation.any(clear);
                return clear(reach.truth(), all.because(), all.confidence());
            }
            return found(reach, worst, decided, verdict);
        }

        /// Before a rule must be complied with, its tests ask for a look only.
        private Verdict met(Clause clause) {
            var says = clause.met(status);
            boolean early = says.compareTo(Verdict.ATTENTION) > 0 && !rules.isComplied(date);
            if (early) {
                remarks.add("It is to be complied with from %s.".formatted(rules.compliedFrom()));
            }
            return early ? Verdict.ATTENTION : says;
        }

        private Finding found(
                Evaluation reach, Clause clause, Evaluation decided, Verdict verdict) {
            remarks.addFirst(
                    decided.truth() == Truth.UNKNOWN
                            ? "Cannot be told without %s.".formatted(words(decided.missing()))
                            : clause.text());
            if (verdict == Verdict.LETTER_EQUIVALENT) {
                letters();
            }
            return new Finding(
                    rules,
                    status,
                    status.counts(),
                    reach.truth(),
                    verdict,
                    clause,
                    decided.because(),
                    margins,
                    decided.missing(),
                    remarks,
                    Evaluation.lower(rules.confidence(), decided.confidence()));
        }

        private void letters() {
            var letter = circumstances.letter(rules.id(), question.chip(), date);
            remarks.add(
                    letter == null
                            ? "Letters bind those who received them; none is stated."
                            : "The operator received this letter on %s (%s): it binds."
                                    .formatted(letter.received(), letter.evidence()));
        }

        private Finding clear(Truth reaches, List<String> because, Confidence confidence) {
            return new Finding(
                    rules,
                    status,
                    status.counts(),
                    reaches,
                    Verdict.CLEAR_BY_NUMBERS,
                    null,
                    because,
                    margins,
                    new TreeSet<>(),
                    remarks,
                    Evaluation.lower(rules.confidence(), confidence));
        }
    }

    private static String words(Iterable<Variable> variables) {
        var words = new ArrayList<String>();
        variables.forEach(variable -> words.add(variable.word()));
        return Wording.or(words);
    }
}
