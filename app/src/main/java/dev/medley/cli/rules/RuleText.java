package dev.medley.cli.rules;

import dev.medley.core.rules.Answer;
import dev.medley.core.rules.Fact;
import dev.medley.core.rules.Finding;
import dev.medley.core.rules.Margin;
import dev.medley.core.rules.Question;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.Truth;
import dev.medley.core.rules.Variable;
import dev.medley.core.rules.Verdict;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Answers about rules in a terminal.
final class RuleText {

    static final String NOTICE = "Decision support, not legal advice.";

    /// So many clear cases are shown one by one.
    private static final int FEW = 20;

    private static final List<Variable> NUMBERS =
            List.of(
                    Variable.TPP,
                    Variable.PD,
                    Variable.DIE_AREA,
                    Variable.DRAM_BANDWIDTH,
                    Variable.IO_BANDWIDTH,
                    Variable.HBM_DENSITY);

    private final PrintWriter out;
    private final boolean verbose;
    private final boolean colour;

    private RuleText(PrintWriter out, boolean verbose, boolean colour) {
        this.out = out;
        this.verbose = verbose;
        this.colour = colour;
    }

    static void print(
            PrintWriter out, List<RuleCase> cases, RuleBook book, boolean verbose, boolean colour) {
        var text = new RuleText(out, verbose, colour);
        if (cases.size() == 1) {
            text.one(cases.getFirst());
        } else {
            text.summary(cases);
        }
        footer(out, book);
    }

    static void footer(PrintWriter out, RuleBook book) {
        out.println();
        out.println("%s Rules are loaded to %s.".formatted(NOTICE, book.loadedTo()));
    }

    private void one(RuleCase one) {
        var answer = one.answer();
        out.println(Ink.BOLD.paint(one.subject(), colour) + "  " + situation(answer.question()));
        out.println("  " + facts(answer.question()));
        out.println();
        out.println(
                "%s  (%s)"
                        .formatted(
                                ink(answer.verdict()).paint(answer.verdict().word(), colour),
                                one.treatment().name().toLowerCase(Locale.ROOT)));
        remarks(answer);
        out.println();
        findings(answer);
    }

    private void remarks(Answer answer) {
        if (answer.coverage() != null) {
            out.println("  covered by " + answer.coverage());
        }
        answer.remarks().forEach(remark -> out.println("  " + remark));
    }

    private void findings(Answer answer) {
        var table = new Table().left("rule").left("verdict").left("status").left("why", 90);
        for (var finding : answer.findings()) {
            if (verbose || finding.reaches() != Truth.FALSE) {
                row(table, finding, finding.verdict().word(), verbose);
            }
        }
        for (var finding : answer.uncounted()) {
            if (verbose || finding.verdict() != Verdict.CLEAR_BY_NUMBERS) {
                row(table, finding, "(" + finding.verdict().word() + ")", verbose);
            }
        }
        if (!table.isEmpty()) {
            table.print(out, colour);
        }
        long outside = answer.findings().stream().filter(f -> f.reaches() == Truth.FALSE).count();
        if (!verbose && outside > 0) {
            var ids =
                    answer.findings().stream()
                            .filter(f -> f.reaches() == Truth.FALSE)
                            .map(f -> f.rules().id())
                            .toList();
            out.println("out of reach here: " + String.join(", ", ids));
        }
        if (!answer.uncounted().isEmpty()) {
            out.println("in brackets: does not bind on that day and does not count");
        }
    }

    private void row(Table table, Finding finding, String verdict, boolean all) {
        boolean clear = finding.verdict() == Verdict.CLEAR_BY_NUMBERS;
        table.row(
                List.of(
                        Cell.of(finding.label()),
                        new Cell(verdict, ink(finding.verdict())),
                        Cell.of(finding.status().word()),
                        Cell.of(clear ? nearest(finding) : why(finding))));
        var rules = finding.rules();
        table.note(
                "%s, %s; confidence %s"
                        .formatted(
                                rules.title(),
                                rules.citation(),
                                finding.confidence().name().toLowerCase(Locale.ROOT)),
                Ink.DIM);
        if (all || !clear) {
            finding.remarks().forEach(remark -> table.note(remark, Ink.PLAIN));
            finding.margins().stream()
                    .map(RuleText::margin)
                    .distinct()
                    .forEach(margin -> table.note(margin, Ink.DIM));
        } else {
            finding.remarks().forEach(remark -> table.note(remark, Ink.DIM));
        }
    }

    private static String why(Finding finding) {
        if (finding.missing().isEmpty()) {
            return String.join(", ", finding.because());
        }
        var missing = new ArrayList<String>();
        finding.missing().forEach(variable -> missing.add(variable.word()));
        return "missing: " + String.join(", ", missing);
    }

    /// What a clear rule set comes closest to.
    private static String nearest(Finding finding) {
        return finding.because().isEmpty() ? "remarks only" : String.join(", ", finding.because());
    }

    /// `TPP 2,368 < 2,400: 32 below (1.3 %)`.
    static String margin(Margin margin) {
        double difference = margin.difference();
        return "%s: %s %s (%s %%)"
                .formatted(
                        margin.text(),
                        figure(Math.abs(difference)),
                        difference < 0 ? "below" : "above",
                        percent(Math.abs(difference) / margin.threshold()));
    }

    /// Thousands apart, four decimals at most: more than any threshold has.
    private static String figure(double value) {
        var text = String.format(Locale.ROOT, "%,.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%,.1f", 100 * share);
    }

    private static String situation(Question question) {
        var parts = new ArrayList<String>();
        parts.add(question.act().word());
        if (question.packages() != 1) {
            parts.add("%d packages".formatted(question.packages()));
        }
        for (var place : List.of(Variable.FROM, Variable.TO, Variable.HQ, Variable.PARENT_HQ)) {
            var word = question.facts().word(place);
            var label = place == Variable.PARENT_HQ ? "parent" : place.label();
            parts.add(label + " " + (word == null ? "?" : word.value()));
        }
        parts.add(question.date().toString());
        return String.join("  ", parts);
    }

    private static String facts(Question question) {
        var parts = new ArrayList<String>();
        for (var variable : NUMBERS) {
            var figure = question.facts().figure(variable);
            if (figure != null) {
                var unit = variable.unit().isEmpty() ? "" : " " + variable.unit();
                var basis = variable == Variable.TPP ? " (" + figure.basis() + ")" : "";
                parts.add(variable.label() + " " + figure(figure.value()) + unit + basis);
            } else if (question.facts().figure(Variable.HBM_DENSITY) == null
                    && variable != Variable.HBM_DENSITY
                    && variable != Variable.PD) {
                parts.add(variable.label() + " unknown");
            }
        }
        Fact.Flag designed = question.facts().flag(Variable.DC_DESIGNED);
        if (designed != null) {
            parts.add((designed.value() ? "" : "not ") + Variable.DC_DESIGNED.label());
        }
        return String.join(", ", parts);
    }

    /// What is clear is only counted where there is much of it.
    private void summary(List<RuleCase> cases) {
        var clear =
                cases.stream()
                        .filter(c -> c.answer().verdict() == Verdict.CLEAR_BY_NUMBERS)
                        .toList();
        boolean few = verbose || clear.size() <= FEW;
        var shown = new ArrayList<>(cases);
        if (!few) {
            shown.removeAll(clear);
        }
        table(shown);
        if (!few) {
            out.println(
                    "%d more cases are %s; --verbose shows them"
                            .formatted(clear.size(), Verdict.CLEAR_BY_NUMBERS.word()));
        }
    }

    private void table(List<RuleCase> cases) {
        var table = new Table().left("what").left("act").left("verdict").left("then");
        for (var each : cases) {
            var answer = each.answer();
            table.row(
                    List.of(
                            Cell.of(each.subject()),
                            Cell.of(answer.question().act().word()),
                            new Cell(answer.verdict().word(), ink(answer.verdict())),
                            Cell.of(each.treatment().name().toLowerCase(Locale.ROOT))));
            notes(table, answer);
        }
        if (!table.isEmpty()) {
            table.print(out, colour);
        }
    }

    private void notes(Table table, Answer answer) {
        for (var finding : answer.findings()) {
            boolean told = finding.verdict() != Verdict.CLEAR_BY_NUMBERS;
            if (told || verbose) {
                table.note(
                        "%s (%s, %s, confidence %s): %s"
                                .formatted(
                                        finding.label(),
                                        finding.rules().citation(),
                                        finding.status().word(),
                                        finding.confidence().name().toLowerCase(Locale.ROOT),
                                        told ? why(finding) : nearest(finding)),
                        Ink.DIM);
            }
        }
        if (answer.coverage() != null) {
            table.note("covered by " + answer.coverage(), Ink.PLAIN);
        }
        answer.remarks().forEach(remark -> table.note(remark, Ink.PLAIN));
    }

    static Ink ink(Verdict verdict) {
        return switch (verdict) {
            case CLEAR_BY_NUMBERS -> Ink.PLAIN;
            case ATTENTION, UNKNOWN -> Ink.WARN;
            case LETTER_EQUIVALENT, LICENCE_TEST_MET -> Ink.BAD;
        };
    }
}
