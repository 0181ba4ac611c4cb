package dev.medley.cli.port;

import dev.medley.cli.terminal.Figures;
import dev.medley.core.port.Assessment;
import dev.medley.core.port.Burden;
import dev.medley.core.port.Finding;
import dev.medley.core.port.PortRule;
import dev.medley.core.port.Portability;
import dev.medley.portscan.Language;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A scan for people: targets first, then what stands in the way, then where.
final class PortText {

    /// So many rules are shown per target where there are few targets.
    private static final int TOP = 5;

    /// So many rules where there are more, and places per rule.
    private static final int PLACES = 3;

    private final PrintWriter out;
    private final PortReport report;
    private final boolean verbose;
    private final boolean colour;

    private PortText(PrintWriter out, PortReport report, boolean verbose, boolean colour) {
        this.out = out;
        this.report = report;
        this.verbose = verbose;
        this.colour = colour;
    }

    static void print(PrintWriter out, PortReport report, boolean verbose, boolean colour) {
        new PortText(out, report, verbose, colour).print();
    }

    /// The field `portable:`, ready for a work document. What is blocked has no date and no known
    /// effort, so it stands there as a remark only.
    static void portable(PrintWriter out, PortReport report) {
        var open = report.assessments().stream().anyMatch(each -> !each.blocked());
        out.println(open ? "portable:" : "portable: []");
        for (var each : report.assessments()) {
            var blockers = each.blockers().stream().map(burden -> burden.rule().id()).toList();
            out.println(
                    "%s{stack: %s, readiness: %s, effortWeeks: [%d, %d]}  %s"
                            .formatted(
                                    each.blocked() ? "  # " : "  - ",
                                    each.target().stack(),
                                    readiness(each),
                                    PortReport.lowWeeks(each),
                                    PortReport.highWeeks(each),
                                    each.blocked()
                                            ? "blocked by " + String.join(", ", blockers)
                                            : "# confidence " + Figures.name(each.confidence())));
        }
    }

    private static String readiness(Assessment assessment) {
        return String.format(Locale.ROOT, "%.2f", PortReport.readiness(assessment));
    }

    private void print() {
        heading();
        targets();
        for (var assessment : report.assessments()) {
            inTheWay(assessment);
        }
        places();
        notRead();
        sources();
        assumptions();
    }

    private void heading() {
        var scan = report.scan();
        var languages = new ArrayList<String>();
        scan.files().forEach((language, count) -> languages.add(count + " " + title(language)));
        out.println(
                "%s  %,d files read (%s), %,d findings"
                        .formatted(
                                Ink.BOLD.paint(report.folder(), colour),
                                scan.filesRead(),
                                String.join(", ", languages),
                                scan.findings().size()));
        out.println();
    }

    private static String title(Language language) {
        return language.title();
    }

    private void targets() {
        var table =
                Table.of(
                        "target",
                        "stack",
                        "#ready",
                        "#weeks",
                        "trust",
                        "#works",
                        "#automatic",
                        "#replace",
                        "#rewrite",
                        "#blocked");
        for (var each : report.assessments()) {
            var cells = new ArrayList<Cell>();
            cells.add(Cell.of(each.target().id()));
            cells.add(Cell.of(each.target().name()));
            cells.add(new Cell(readiness(each), ink(each.portability())));
            cells.add(Cell.of(weeks(each)));
            cells.add(Cell.of(Figures.name(each.confidence())));
            for (var portability : Portability.values()) {
                int count = each.places().getOrDefault(portability, 0);
                cells.add(
                        count == 0
                                ? Cell.of("-")
                                : new Cell("%,d".formatted(count), ink(portability)));
            }
            table.row(cells);
        }
        table.print(out, colour);
    }

    /// `6-20`; with a plus where what is blocked comes on top.
    private static String weeks(Assessment assessment) {
        return "%d-%d%s"
                .formatted(
                        PortReport.lowWeeks(assessment),
                        PortReport.highWeeks(assessment),
                        assessment.blocked() ? " +" : "");
    }

    private static Ink ink(Portability portability) {
        return switch (portability) {
            case WORKS, AUTOMATIC -> Ink.GOOD;
            case REPLACE -> Ink.PLAIN;
            case REWRITE -> Ink.WARN;
            case BLOCKED -> Ink.BAD;
        };
    }

    private void inTheWay(Assessment assessment) {
        var heavy =
                assessment.burdens().stream()
                        .filter(
                                each ->
                                        each.cell().portability().compareTo(Portability.REPLACE)
                                                >= 0)
                        .toList();
        if (heavy.isEmpty()) {
            return;
        }
        out.println();
        out.println("In the way of " + Ink.BOLD.paint(assessment.target().id(), colour));
        var table =
                new Table()
                        .left("becomes")
                        .left("what")
                        .right("places")
                        .right("files")
                        .right("days")
                        .left("trust")
                        .left("with", 78);
        int top = report.assessments().size() > 2 ? PLACES : TOP;
        int shown = verbose ? heavy.size() : Math.min(top, heavy.size());
        for (var burden : heavy.subList(0, shown)) {
            table.row(row(burden));
            if (verbose) {
                table.note(burden.cell().source(), Ink.DIM);
            }
        }
        table.print(out, "  ", colour);
        if (shown < heavy.size()) {
            out.println("  and %d more; -v shows them".formatted(heavy.size() - shown));
        }
    }

    private static List<Cell> row(Burden burden) {
        var cell = burden.cell();
        return List.of(
                new Cell(Figures.name(cell.portability()), ink(cell.portability())),
                Cell.of(burden.rule().title()),
                Cell.of("%,d".formatted(burden.places())),
                Cell.of("%,d".formatted(burden.files())),
                Cell.of(burden.unknownEffort() ? "unknown" : days(burden)),
                Cell.of(trust(cell)),
                Cell.of(cell.replacement()));
    }

    private static String trust(dev.medley.core.port.Cell cell) {
        var confidence = Figures.name(cell.confidence());
        return cell.sourced() ? confidence : confidence + ", no source";
    }

    private static String days(Burden burden) {
        return "%d-%d"
                .formatted(
                        (int) Math.floor(burden.days().low()),
                        (int) Math.ceil(burden.days().high()));
    }

    private void places() {
        if (report.scan().findings().isEmpty()) {
            out.println();
            out.println("Nothing that is known to tie code to CUDA was found.");
            return;
        }
        out.println();
        out.println("Where");
        Map<PortRule, List<Finding>> byRule = new LinkedHashMap<>();
        for (var finding : report.scan().findings()) {
            byRule.computeIfAbsent(finding.rule(), _ -> new ArrayList<>()).add(finding);
        }
        for (var rule : report.mapping().rules()) {
            var findings = byRule.get(rule);
            if (findings != null) {
                places(rule, findings);
            }
        }
    }

    private void places(PortRule rule, List<Finding> findings) {
        out.println("  %s (%s, %,d)".formatted(rule.title(), rule.id(), findings.size()));
        int shown = verbose ? findings.size() : Math.min(PLACES, findings.size());
        for (var finding : findings.subList(0, shown)) {
            var clue = finding.clue();
            out.println(
                    "    %s:%d:%d  %s"
                            .formatted(
                                    Cell.of(finding.file()).text(),
                                    clue.line(),
                                    clue.column(),
                                    Cell.of(clue.text()).text()));
        }
        if (shown < findings.size()) {
            out.println("    and %,d more".formatted(findings.size() - shown));
        }
    }

    private void notRead() {
        var scan = report.scan();
        if (scan.skipped().isEmpty() && scan.vendored().isEmpty()) {
            return;
        }
        out.println();
        out.println("Not read");
        int folders = scan.vendored().size();
        for (var folder : scan.vendored().subList(0, verbose ? folders : Math.min(TOP, folders))) {
            out.println("  %s  other people's code or outputs".formatted(Cell.of(folder).text()));
        }
        int files = scan.skipped().size();
        for (var skipped : scan.skipped().subList(0, verbose ? files : Math.min(TOP, files))) {
            out.println("  %s  %s".formatted(Cell.of(skipped.file()).text(), skipped.reason()));
        }
        int more = Math.max(0, folders - TOP) + Math.max(0, files - TOP);
        if (!verbose && more > 0) {
            out.println("  and %,d more; -v shows them".formatted(more));
        }
    }

    /// How much of what stands above could be read somewhere.
    private void sources() {
        int answers = 0;
        int unsourced = 0;
        for (var each : report.assessments()) {
            answers += each.burdens().size();
            unsourced += each.unsourced().size();
        }
        if (answers > 0) {
            out.println();
            out.println(
                    "Sources: %,d of %,d answers have one, read on the day it states; -v and --json name them."
                            .formatted(answers - unsourced, answers));
            if (unsourced > 0) {
                out.println(
                        "  For %,d no source was found: they are hearsay, of low confidence."
                                .formatted(unsourced));
            }
        }
    }

    private void assumptions() {
        out.println();
        out.println("Weeks are guesses with reasons");
        report.mapping().assumptions().texts().forEach(text -> out.println("  " + text));
        if (report.assessments().stream().anyMatch(Assessment::blocked)) {
            out.println("  + : what is blocked comes on top; nobody knows its effort.");
        }
    }
}
