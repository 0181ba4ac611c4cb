package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.report.table.Table.Cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What rules want to be known of what runs: one line for each thing to know of a pool, with the
/// works it is about.
///
/// @param lines in the order of works
record RuleNotes(List<String> lines) {

    /// Works that a line names; more are counted.
    private static final int NAMED = 4;

    RuleNotes(Iterable<Plan.Warning> warnings) {
        this(lines(warnings));
    }

    private static List<String> lines(Iterable<Plan.Warning> warnings) {
        var works = new LinkedHashMap<String, List<String>>();
        for (var warning : warnings) {
            works.computeIfAbsent(
                            warning.pool() + ": " + warning.reason().text(), _ -> new ArrayList<>())
                    .add(warning.work());
        }
        var lines = new ArrayList<String>();
        works.forEach(
                (text, names) -> {
                    var some = names.subList(0, Math.min(NAMED, names.size()));
                    int more = names.size() - some.size();
                    lines.add(
                            Cell.of(
                                            "%s (%s%s)"
                                                    .formatted(
                                                            text,
                                                            String.join(", ", some),
                                                            more == 0
                                                                    ? ""
                                                                    : " and %d more"
                                                                            .formatted(more)))
                                    .text());
                });
        return lines;
    }
}
