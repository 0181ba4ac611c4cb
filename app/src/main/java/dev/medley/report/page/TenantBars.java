package dev.medley.report.page;

import dev.medley.report.Digest;
import dev.medley.report.Figures;
import dev.medley.report.Heading;
import dev.medley.report.WorkKind;

import java.util.Arrays;

/// Who gets what: devices by tenant and kind of work as stacked bars, with worth and cost.
final class TenantBars {

    private static final int MOST = 60;

    private final Digest digest;
    private final Heading heading;

    TenantBars(Digest digest, Heading heading) {
        this.digest = digest;
        this.heading = heading;
    }

    void write(Markup page) {
        page.open("section", "id", "tenants").element("h2", "Who gets what");
        page.open("ul", "class", "key");
        for (var kind : WorkKind.values()) {
            var total = digest.of(kind);
            page.open("li").open("i", "class", "dot " + Tints.kind(kind)).close();
            page.text(kind.title() + " ");
            page.element(
                    "b",
                    "%s, %s"
                            .formatted(
                                    Figures.deviceCount(total.devices()),
                                    Figures.count(total.running(), "work")));
            page.close();
        }
        page.close();
        page.open("div", "class", "scroll").open("table", "class", "bars");
        page.open("thead").open("tr");
        page.element("th", "Tenant", "scope", "col");
        page.element("th", "Devices by kind of work", "scope", "col", "class", "wide");
        for (var title : new String[] {"Devices", "Running", "Waiting", "Worth"}) {
            page.element("th", title, "scope", "col", "class", "n");
        }
        page.element("th", heading.currency() + "/h", "scope", "col", "class", "n");
        page.close().close().open("tbody");
        var names = digest.tenantsByDevices();
        double most = names.isEmpty() ? 0 : digest.of(names.getFirst()).devices();
        for (var name : names.subList(0, Math.min(MOST, names.size()))) {
            row(page, name, Math.max(1, most));
        }
        page.close().close().close();
        PlanPage.leftOut(page, names.size() - MOST, "tenant", "those with fewest devices");
        page.close().line();
    }

    private void row(Markup page, String tenant, double most) {
        var total = digest.of(tenant);
        page.open("tr").element("th", tenant, "scope", "row");
        page.open("td", "class", "wide").open("span", "class", "stack");
        for (var kind : WorkKind.values()) {
            double devices = digest.of(tenant, kind).devices();
            if (devices > 0) {
                page.open(
                        "i",
                        "class",
                        Tints.kind(kind),
                        "style",
                        "width:" + Figures.decimal(100.0 * devices / most, 2) + "%",
                        "title",
                        "%s: %s".formatted(kind.title(), Figures.deviceCount(devices)));
                page.close();
            }
        }
        page.close().close();
        for (var figure :
                Arrays.asList(
                        Figures.devices(total.devices()),
                        Figures.whole(total.running()),
                        Figures.whole(total.waiting()),
                        Figures.figure(total.worth()),
                        Figures.figure(total.costPerHour()))) {
            page.element("td", figure, "class", "n");
        }
        page.close().line();
    }
}
