package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.core.plan.VoucherCover;
import dev.medley.report.Figures;
import dev.medley.report.Heading;

import java.util.Arrays;
import java.util.List;

/// What each tenant pays and what vouchers bear of it, as stacked bars; then the vouchers, soonest
/// to expire first. Left out where no voucher bears anything.
final class VoucherBars {

    private final Plan plan;
    private final Heading heading;

    VoucherBars(Plan plan, Heading heading) {
        this.plan = plan;
        this.heading = heading;
    }

    void write(Markup page) {
        var cover = plan.vouchers();
        if (cover.parts().isEmpty()) {
            return;
        }
        page.open("section", "id", "vouchers").element("h2", "What vouchers pay");
        var note = "Bars: what the tenant pays in the end, then what vouchers bear of it.";
        page.element("p", note, "class", "note");
        head(page, "Tenant", "Cost per hour", List.of("Gross", "Vouchers", "Net"));
        double most =
                plan.tenants().stream().mapToDouble(Plan.TenantUse::costPerHour).max().orElse(0);
        for (var use : plan.tenants()) {
            tenant(page, use, cover.byTenant().getOrDefault(use.tenant(), 0.0), most);
        }
        page.close().close().close();
        head(page, "Voucher", "Used and lost", List.of("Left", "Used by", "Expires", "Lost"));
        cover.parts().forEach(part -> voucher(page, part));
        page.close().close().close();
        page.close().line();
    }

    private void head(Markup page, String first, String wide, List<String> figures) {
        page.open("div", "class", "scroll").open("table", "class", "bars");
        page.open("thead").open("tr").element("th", first, "scope", "col");
        var unit = first.equals("Tenant") ? ", " + heading.currency() : "";
        page.element("th", wide + unit, "scope", "col", "class", "wide");
        figures.forEach(title -> page.element("th", title, "scope", "col", "class", "n"));
        page.close().close().open("tbody");
    }

    private static void tenant(Markup page, Plan.TenantUse use, double borne, double most) {
        double net = use.costPerHour() - borne;
        page.open("tr").element("th", use.tenant(), "scope", "row");
        page.open("td", "class", "wide").open("span", "class", "stack");
        part(page, "k-serve", net, most, "paid by the tenant");
        part(page, "k-train", borne, most, "borne by vouchers");
        page.close().close();
        for (var figure : Arrays.asList(use.costPerHour(), borne, net)) {
            page.element("td", Figures.figure(figure), "class", "n");
        }
        page.close().line();
    }

    private static void part(Markup page, String style, double value, double most, String what) {
        if (value > 0 && most > 0) {
            var width = "width:" + Figures.decimal(100 * value / most, 2) + "%";
            var title = Figures.figure(value) + " " + what;
            page.open("i", "class", style, "style", width, "title", title).close();
        }
    }

    private static void voucher(Markup page, VoucherCover.Part part) {
        var unit = part.programme().unit();
        var terms = part.voucher().terms();
        page.open("tr").open("th", "scope", "row").text(part.voucher().id());
        page.element("small", part.programme().id()).close();
        page.open("td", "class", "wide").open("span", "class", "stack");
        part(page, "k-serve", (double) part.used(), (double) part.left(), "used");
        part(page, "k-batch", (double) part.lost(), (double) part.left(), "lost");
        page.close().close();
        for (var text :
                List.of(
                        unit.print(part.left()),
                        part.usedUp().toString(),
                        terms == null ? "" : terms.until().toString(),
                        part.lost() == 0 ? "" : unit.figure(part.lost()))) {
            page.element("td", text, "class", "n");
        }
        page.close().line();
    }
}
