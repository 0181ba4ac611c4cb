package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.RuleNotes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What rules let run and want to be known: where, which rule with its verdict and citation, and
/// for whom. Left out where there is nothing to know.
final class RuleTable {

    private static final int MOST = 400;

    private final Plan plan;
    private final List<RuleNotes.Note> notes;

    RuleTable(Plan plan) {
        this.plan = plan;
        this.notes = new RuleNotes(plan).notes();
    }

    void write(Markup page) {
        if (notes.isEmpty()) {
            return;
        }
        page.open("section", "id", "rules").element("h2", "What rules ask to look at");
        page.element(
                "p",
                "It runs, and a rule that the policy obeys wants it known. Decision support, not"
                        + " legal advice.",
                "class",
                "lead");
        Tables.search(page, "rules-rows", "Search pool, rule, tenant or work");
        page.open("div", "class", "scroll").open("table", "class", "rows", "id", "rules-rows");
        page.open("thead").open("tr");
        Tables.title(page, "Pool", false);
        Tables.title(page, "What the rule says", false);
        Tables.title(page, "For whom", false);
        page.close().close().open("tbody");
        var tenants = new TreeMap<String, String>();
        for (var allocation : plan.allocations()) {
            tenants.put(allocation.work().name(), allocation.work().terms().tenant());
        }
        for (var note : notes.subList(0, Math.min(MOST, notes.size()))) {
            row(page, note, tenants);
        }
        page.close().close().close();
        PlanPage.leftOut(page, notes.size() - MOST, "note", "in the order of works");
        page.close().line();
    }

    private static void row(
            Markup page, RuleNotes.Note note, SortedMap<String, String> tenantOfWork) {
        page.open("tr").element("th", note.pool(), "scope", "row");
        page.element("td", note.text(), "class", "why");
        var works = new LinkedHashMap<String, List<String>>();
        for (var work : note.works()) {
            works.computeIfAbsent(tenantOfWork.getOrDefault(work, ""), _ -> new ArrayList<>())
                    .add(work);
        }
        page.open("td");
        works.forEach(
                (tenant, names) ->
                        page.open("div")
                                .text(tenant)
                                .element("small", RuleNotes.some(names))
                                .close());
        page.close().close().line();
    }
}
