package dev.medley.cli.rules;

import dev.medley.cli.terminal.Json;
import dev.medley.core.rules.Fact;
import dev.medley.core.rules.Finding;
import dev.medley.core.rules.Margin;
import dev.medley.core.rules.Question;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.RuleSet;
import dev.medley.core.rules.Treatment;
import dev.medley.core.rules.Variable;
import dev.medley.core.rules.Verdict;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Answers about rules as JSON; `docs/rules.md` has the contract.
final class RuleJson {

    private RuleJson() {}

    static void print(PrintWriter out, List<RuleCase> cases, LocalDate date, RuleBook book) {
        var verdict = Verdict.CLEAR_BY_NUMBERS;
        var treatment = Treatment.PASS;
        for (var each : cases) {
            var said = each.answer().verdict();
            verdict = said.compareTo(verdict) > 0 ? said : verdict;
            treatment = each.treatment().compareTo(treatment) > 0 ? each.treatment() : treatment;
        }
        var worst = verdict;
        var then = treatment;
        Json.print(
                out,
                json -> {
                    json.text("date", date.toString());
                    json.text("loadedTo", book.loadedTo().toString());
                    json.text("verdict", worst.word());
                    json.text("treatment", lower(then));
                    json.blocks("cases", cases, each -> one(json, each));
                    json.text("notice", RuleText.NOTICE);
                });
    }

    /// What a rule set is called, who made it, and from when to when it holds.
    static void head(Json json, RuleSet rules) {
        var to = rules.effectiveTo();
        json.text("id", rules.id());
        json.text("authority", rules.authority());
        json.text("title", rules.title());
        json.text("citation", rules.citation());
        json.text("effectiveFrom", rules.effectiveFrom().toString());
        json.text("effectiveTo", to == null ? "" : to.toString());
    }

    /// How far a rule set is to be trusted, and where it is from.
    static void tail(Json json, RuleSet rules) {
        json.text("confidence", lower(rules.confidence()));
        json.text("note", rules.note());
        json.text("source", rules.source());
    }

    private static void one(Json json, RuleCase each) {
        var answer = each.answer();
        var question = answer.question();
        json.text("kind", each.kind());
        json.text("subject", each.subject());
        json.text("chip", question.chip());
        json.number("packages", question.packages());
        json.text("site", question.site());
        json.text("act", question.act().word());
        json.text("date", question.date().toString());
        facts(json, question);
        json.text("verdict", answer.verdict().word());
        json.text("treatment", lower(each.treatment()));
        json.text("coverage", answer.coverage());
        json.blocks("findings", answer.findings(), finding -> finding(json, finding));
        json.blocks("notCounted", answer.uncounted(), finding -> finding(json, finding));
        json.texts("remarks", answer.remarks());
    }

    private static void facts(Json json, Question question) {
        json.block(
                "facts",
                block ->
                        question.facts()
                                .known()
                                .forEach(
                                        (variable, fact) ->
                                                block.block(
                                                        variable.word(), one -> fact(one, fact))));
    }

    private static void fact(Json json, Fact fact) {
        switch (fact) {
            case Fact.Figure figure -> json.number("value", figure.value());
            case Fact.Flag flag -> json.flag("value", flag.value());
            case Fact.Word word -> json.text("value", word.value());
        }
        json.text("confidence", lower(fact.confidence()));
        json.text("basis", fact.basis());
    }

    static void finding(Json json, Finding finding) {
        var rules = finding.rules();
        json.text("rule", rules.id());
        json.text("title", rules.title());
        json.text("authority", rules.authority());
        json.text("citation", rules.citation());
        json.text("status", lower(finding.status()));
        var clause = finding.clause();
        json.text("clause", clause == null ? null : clause.id());
        json.text("reaches", lower(finding.reaches()));
        json.text("verdict", finding.verdict().word());
        json.texts("because", finding.because());
        json.blocks("margins", finding.margins(), margin -> margin(json, margin));
        json.texts("missing", finding.missing().stream().map(Variable::word).toList());
        json.texts("remarks", finding.remarks());
        json.text("confidence", lower(finding.confidence()));
    }

    private static void margin(Json json, Margin margin) {
        json.texts("inputs", margin.variables().stream().map(Variable::word).toList());
        json.number("value", margin.value());
        json.text("relation", margin.relation().sign());
        json.number("threshold", margin.threshold());
        json.number("difference", margin.difference());
        json.flag("holds", margin.holds());
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
