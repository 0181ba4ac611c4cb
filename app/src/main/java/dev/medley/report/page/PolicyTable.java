package dev.medley.report.page;

import dev.medley.report.Figures;

import java.util.List;

/// Policy beside policy: a row each, with a bar for how long jobs take on average.
final class PolicyTable {

    private final Markup page;

    /// @param average title of the column with the bars
    /// @param titles of the columns behind it
    PolicyTable(Markup page, String average, List<String> titles) {
        this.page = page;
        page.open("section", "id", "policies").element("h2", "Policy beside policy");
        page.open("div", "class", "scroll").open("table", "class", "bars");
        page.open("thead").open("tr").element("th", "Policy", "scope", "col");
        page.element("th", average, "scope", "col", "class", "wide");
        titles.forEach(title -> page.element("th", title, "scope", "col", "class", "n"));
        page.close().close().open("tbody");
    }

    /// @param index of the policy; the first is the one to look at
    /// @param share length of its bar, in 0 to 1
    /// @param average what the bar shows
    void row(String policy, int index, double share, String average, List<String> figures) {
        page.open("tr").open("th", "scope", "row");
        page.open("span", "class", "dot p" + index).close().text(policy).close();
        page.open("td", "class", "wide").open("span", "class", "stack");
        var whose = index == 0 ? "ours" : "theirs";
        page.open("i", "class", whose, "style", "--share:" + Figures.decimal(share, 4));
        page.close().element("b", average).close().close();
        figures.forEach(figure -> page.element("td", figure, "class", "n"));
        page.close().line();
    }

    void close() {
        page.close().close().close().close().line();
    }
}
