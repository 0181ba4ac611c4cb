package dev.medley.report.page;

import dev.medley.core.work.Priority;

/// Parts that the page's tables share. `plan.js` sorts by the `data-v` of a cell, or by its text.
final class Tables {

    private Tables() {}

    /// A title that sorts by its column when pressed.
    static void title(Markup page, String title, boolean figures) {
        page.open("th", "scope", "col", "class", figures ? "n" : "");
        page.element("button", title, "type", "button", "data-sort", figures ? "n" : "t").close();
    }

    /// A field that hides rows without what is typed.
    static void search(Markup page, String table, String label) {
        page.open("label", "class", "search").element("span", label);
        page.empty("input", "type", "search", "data-for", table, "autocomplete", "off");
        page.element("output", "").close();
    }

    /// Two lines in a cell.
    static void cell(Markup page, String style, String value, String text, String small) {
        page.open("td", "class", style, "data-v", value).text(text);
        if (!small.isEmpty()) {
            page.element("small", small);
        }
        page.close();
    }

    static String rank(Priority priority) {
        return switch (priority) {
            case CORE -> "1";
            case STANDARD -> "2";
            case SPARE -> "3";
        };
    }
}
