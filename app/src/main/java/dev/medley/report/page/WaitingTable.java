package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.Figures;
import dev.medley.report.WorkKind;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// What waits, and why: the nearest chance first, the other reasons to unfold.
final class WaitingTable {

    private static final int MOST = 400;
    private static final int REASONS = 2;

    private final List<Plan.Waiting> waiting;

    WaitingTable(List<Plan.Waiting> waiting) {
        this.waiting = List.copyOf(waiting);
    }

    void write(Markup page) {
        page.open("section", "id", "waiting").element("h2", "What waits, and why");
        if (waiting.isEmpty()) {
            page.element("p", "Nothing waits.", "class", "lead").close();
            return;
        }
        codes(page);
        Tables.search(page, "waiting-rows", "Search work, tenant or reason");
        page.open("div", "class", "scroll").open("table", "class", "rows", "id", "waiting-rows");
        page.open("thead").open("tr");
        Tables.title(page, "Work", false);
        Tables.title(page, "Tenant", false);
        Tables.title(page, "Class", false);
        page.element("th", "Why", "scope", "col").close().close();
        page.open("tbody");
        for (var one : waiting.subList(0, Math.min(MOST, waiting.size()))) {
            row(page, one);
        }
        page.close().close().close();
        PlanPage.leftOut(page, waiting.size() - MOST, "reason", "in the order of their names");
        page.close().line();
    }

    /// How often each reason is the nearest one; pressing it searches for it.
    private void codes(Markup page) {
        var counts = new TreeMap<String, Integer>();
        for (var one : waiting) {
            counts.merge(
                    one.reasons().isEmpty() ? "" : one.reasons().getFirst().code(),
                    1,
                    Integer::sum);
        }
        page.open("p", "class", "codes").text("Nearest reason: ");
        counts.forEach(
                (code, count) -> {
                    page.open("button", "type", "button", "data-find", code);
                    page.text(code + " ").element("b", Figures.whole(count)).close();
                });
        page.close();
    }

    private static void row(Markup page, Plan.Waiting one) {
        var terms = one.work().terms();
        page.open("tr").open("th", "scope", "row");
        page.open("i", "class", "dot " + Tints.kind(WorkKind.of(one.work()))).close();
        page.text(terms.name()).element("small", WorkKind.of(one.work()).verb()).close();
        page.element("td", terms.tenant());
        page.element(
                "td",
                terms.priority().name().toLowerCase(Locale.ROOT),
                "data-v",
                Tables.rank(terms.priority()));
        page.open("td", "class", "why");
        var reasons = one.reasons();
        int first = Math.min(REASONS, reasons.size());
        reasons(page, one, 0, first);
        if (first < reasons.size()) {
            page.open("details");
            page.element("summary", "%d more".formatted(reasons.size() - first));
            reasons(page, one, first, reasons.size());
            page.close();
        }
        page.close().close().line();
    }

    private static void reasons(Markup page, Plan.Waiting one, int from, int to) {
        page.open("ul");
        for (var reason : one.reasons().subList(from, to)) {
            page.open("li").element("code", reason.code()).text(" " + reason.text()).close();
        }
        page.close();
    }
}
