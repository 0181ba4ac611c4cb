package dev.medley.cli.port;

import dev.medley.cli.terminal.Figures;
import dev.medley.cli.terminal.Json;
import dev.medley.core.port.Assessment;
import dev.medley.core.port.Burden;
import dev.medley.core.port.Days;
import dev.medley.core.port.Finding;
import dev.medley.core.port.Portability;
import dev.medley.core.port.Target;

import java.io.PrintWriter;
import java.util.List;

/// A scan as JSON; `docs/port.md` has the contract.
final class PortJson {

    private final Json json;
    private final PortReport report;

    private PortJson(Json json, PortReport report) {
        this.json = json;
        this.report = report;
    }

    static void print(PrintWriter out, PortReport report) {
        Json.print(out, json -> new PortJson(json, report).all());
    }

    private void all() {
        var scan = report.scan();
        json.text("folder", report.folder());
        json.text("mappingDate", report.mapping().date());
        json.number("filesRead", scan.filesRead());
        json.number("bytesRead", scan.bytes());
        json.block(
                "files",
                block ->
                        scan.files()
                                .forEach(
                                        (language, count) ->
                                                block.number(Figures.name(language), count)));
        json.number("otherFiles", scan.others());
        json.texts("vendored", scan.vendored());
        json.blocks(
                "skipped",
                scan.skipped(),
                skipped -> {
                    json.text("file", skipped.file());
                    json.text("reason", skipped.reason());
                });
        json.blocks("targets", report.assessments(), this::target);
        json.blocks("findings", scan.findings(), this::finding);
        assumptions();
        var open = report.assessments().stream().filter(each -> !each.blocked()).toList();
        json.blocks("portable", open, this::portable);
    }

    private void target(Assessment assessment) {
        json.text("target", assessment.target().id());
        json.text("stack", assessment.target().stack());
        json.text("name", assessment.target().name());
        json.text("portability", Figures.name(assessment.portability()));
        json.number("readiness", PortReport.readiness(assessment));
        json.block(
                "effortWeeks",
                block -> {
                    block.number("low", tenths(assessment.lowWeeks()));
                    block.number("high", tenths(assessment.highWeeks()));
                });
        json.texts(
                "effortLeavesOut",
                assessment.blockers().stream().map(each -> each.rule().id()).toList());
        json.text("confidence", Figures.name(assessment.confidence()));
        json.texts(
                "unsourced",
                assessment.unsourced().stream().map(each -> each.rule().id()).toList());
        json.block(
                "places",
                block -> {
                    for (var portability : Portability.values()) {
                        block.number(
                                Figures.name(portability),
                                assessment.places().getOrDefault(portability, 0));
                    }
                });
        days("bringUpDays", assessment.bringUp());
        json.blocks("rules", assessment.burdens(), this::burden);
        json.text("note", assessment.target().note());
    }

    private void burden(Burden burden) {
        var cell = burden.cell();
        json.text("rule", burden.rule().id());
        json.text("title", burden.rule().title());
        json.text("portability", Figures.name(cell.portability()));
        json.text("replacement", cell.replacement());
        json.text("confidence", Figures.name(cell.confidence()));
        json.text("source", cell.source());
        json.flag("sourced", cell.sourced());
        json.number("places", burden.places());
        json.number("files", burden.files());
        if (!burden.unknownEffort()) {
            days("days", burden.days());
        }
    }

    private void days(String name, Days days) {
        json.block(
                name,
                block -> {
                    block.number("low", tenths(days.low()));
                    block.number("high", tenths(days.high()));
                });
    }

    private void finding(Finding finding) {
        var clue = finding.clue();
        json.text("file", finding.file());
        json.number("line", clue.line());
        json.number("column", clue.column());
        json.text("kind", Figures.name(clue.kind()));
        json.text("text", clue.text());
        json.text("slot", clue.slot());
        json.text("rule", finding.rule().id());
        json.block(
                "on",
                block -> targets().forEach(target -> block.text(target.id(), on(finding, target))));
    }

    private static String on(Finding finding, Target target) {
        return Figures.name(finding.rule().cell(target).portability());
    }

    private List<Target> targets() {
        return report.assessments().stream().map(Assessment::target).toList();
    }

    private void assumptions() {
        var assumptions = report.mapping().assumptions();
        json.block(
                "assumptions",
                block -> {
                    block.texts("texts", assumptions.texts());
                    block.number("calibration", hundredths(report.assessor().calibration()));
                    block.text("calibratedTo", assumptions.reference().source());
                });
    }

    /// What a work document takes over as it stands; what is blocked has no date to state.
    private void portable(Assessment assessment) {
        json.text("stack", assessment.target().stack());
        json.number("readiness", PortReport.readiness(assessment));
        json.numbers(
                "effortWeeks",
                List.of(PortReport.lowWeeks(assessment), PortReport.highWeeks(assessment)));
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
