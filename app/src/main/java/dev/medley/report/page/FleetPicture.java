package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.Digest;
import dev.medley.report.Figures;
import dev.medley.report.Heading;
import dev.medley.report.WorkKind;

import java.util.List;

/// The fleet as a picture: every pool a field of cells, coloured by the work on them, with its
/// price beside it. Cells have the same size everywhere, so areas compare.
final class FleetPicture {

    /// Cells beyond which one cell stands for several devices.
    private static final int MOST_CELLS = 9_000;

    /// Allocations beyond which a tenant's works of a kind are drawn as one.
    private static final int MANY = 600;

    private final Plan plan;
    private final Heading heading;
    private final Digest digest;
    private final Tints tints;
    private final int devicesPerCell;
    private final boolean together;

    FleetPicture(Plan plan, Heading heading, Digest digest, Tints tints) {
        this.plan = plan;
        this.heading = heading;
        this.digest = digest;
        this.tints = tints;
        int scale = 1;
        while (digest.units() / scale > MOST_CELLS) {
            scale *= 2;
        }
        this.devicesPerCell = scale;
        this.together = plan.allocations().size() > MANY;
    }

    void write(Markup page) {
        page.open("section", "id", "fleet", "class", "fleet", "aria-labelledby", "fleet-title");
        page.element("h2", "The fleet", "id", "fleet-title");
        page.element("p", caption(), "class", "lead");
        legend(page);
        var parcels = Parcel.perPool(plan, together);
        double dearest = plan.pools().stream().mapToDouble(Plan.PoolUse::price).max().orElse(0);
        page.open("div", "class", "pools");
        for (int p = 0; p < plan.pools().size(); p++) {
            pool(page, plan.pools().get(p), parcels.get(p), dearest);
        }
        page.close().close().line();
    }

    private String caption() {
        var cell =
                devicesPerCell == 1
                        ? "Every cell is a device"
                        : "Every cell stands for %d devices".formatted(devicesPerCell);
        if (digest.isCarved()) {
            cell += " (or parts, where devices are carved)";
        }
        return cell
                + ", and gaps part scale-up domains where those are large enough to show. Shades"
                + " change from one %s to the next. ".formatted(together ? "tenant" : "work")
                + "The picture shows how many devices each gets; which ones is decided when work is"
                + " placed. A price is what one more device would add, in devices of "
                + heading.reference()
                + ".";
    }

    private void legend(Markup page) {
        page.open("fieldset", "class", "colours");
        page.element("legend", "Colours show", "class", "quiet");
        choice(page, "by-kind", "kind of work", true);
        choice(page, "by-tenant", "tenant", false);
        page.close();
        page.open("ul", "class", "key by-kind");
        for (var kind : WorkKind.values()) {
            if (digest.of(kind).devices() > 0) {
                var devices = Figures.devices(digest.of(kind).devices());
                key(page, Tints.kind(kind), kind.title(), devices);
            }
        }
        idle(page);
        page.close();
        page.open("ul", "class", "key by-tenant");
        double named = 0;
        for (var tenant : tints.named()) {
            double devices = digest.of(tenant).devices();
            named += devices;
            if (devices > 0) {
                key(page, tints.tenant(tenant), tenant, Figures.devices(devices));
            }
        }
        if (named < digest.all().devices() - 1e-6) {
            key(page, "t-other", "others", Figures.devices(digest.all().devices() - named));
        }
        idle(page);
        page.close();
    }

    private static void choice(Markup page, String id, String label, boolean chosen) {
        page.open("label");
        if (chosen) {
            page.empty("input", "type", "radio", "name", "c", "id", id, "checked", "checked");
        } else {
            page.empty("input", "type", "radio", "name", "c", "id", id);
        }
        page.element("span", label).close();
    }

    private void idle(Markup page) {
        double free = digest.devices() - digest.all().devices();
        if (free > 1e-6) {
            key(page, "idle", "idle", Figures.devices(free));
        }
    }

    private static void key(Markup page, String tint, String name, String devices) {
        page.open("li");
        page.open("i", "class", "dot " + tint).close();
        page.text(name + " ").element("b", devices).close();
    }

    private void pool(Markup page, Plan.PoolUse use, List<Parcel> parcels, double dearest) {
        var pool = use.pool();
        page.open("article", "class", "pool");
        page.open("header").element("h3", pool.id());
        page.element("p", pool.chip().id());
        page.element("p", pool.site().id() + ", " + pool.site().country(), "class", "quiet");
        page.element(
                "p",
                "%s of %s in use".formatted(Figures.whole(use.used()), Figures.devices(pool)),
                "class",
                "quiet");
        page.close();
        cells(page, use, parcels);
        page.open("div", "class", "price");
        page.element("strong", Figures.price(use.price()));
        page.open("span", "class", "track");
        double width = dearest > 0 ? 100 * use.price() / dearest : 0;
        page.open("i", "style", "width:" + Figures.decimal(width, 1) + "%").close();
        page.close();
        page.element("span", price(use), "class", "quiet");
        page.element(
                "span",
                "cost %s per %s and hour, %s"
                        .formatted(
                                Figures.price(pool.costPerDeviceHour()),
                                pool.carving().unit(),
                                Figures.basis(pool)),
                "class",
                "quiet");
        page.close().close().line();
    }

    private void cells(Markup page, Plan.PoolUse use, List<Parcel> parcels) {
        var pool = use.pool();
        var grid = CellGrid.of(cell(pool.devices()), pool.domainDevices() / devicesPerCell);
        var box = "0 0 " + CellGrid.WIDTH + " " + grid.height();
        page.open("svg", "class", "cells", "viewBox", box, "role", "img");
        page.element("title", describe(use));
        long done = 0;
        int index = 0;
        for (var parcel : parcels) {
            int from = cell(done);
            done += parcel.devices();
            int to = cell(done);
            if (to > from) {
                var tint = Tints.kind(parcel.kind()) + " " + tints.tenant(parcel.tenant());
                page.open(
                        "path",
                        "class",
                        index++ % 2 == 0 ? tint : tint + " odd",
                        "d",
                        grid.path(from, to),
                        "data-work",
                        parcel.work());
                page.element(
                        "title",
                        together
                                ? parcel.label() + ": " + pool.carving().count(parcel.devices())
                                : parcel.label());
                page.close();
            }
        }
        if (cell(done) < grid.cells()) {
            page.open("path", "class", "idle", "d", grid.path(cell(done), grid.cells()));
            page.element(
                            "title",
                            Figures.count(pool.devices() - done, "idle " + pool.carving().unit()))
                    .close();
        }
        page.close();
    }

    private static String price(Plan.PoolUse use) {
        var unit = use.pool().carving().unit();
        return use.price() > 0 ? "per " + unit : unit + "s to spare";
    }

    private int cell(long devices) {
        return (int) Math.round((double) devices / devicesPerCell);
    }

    private static String describe(Plan.PoolUse use) {
        return "%s: of %s, %s train, %s serve, %s run batch jobs; price %s"
                .formatted(
                        use.pool().id(),
                        use.pool().carving().isWhole()
                                ? Figures.count(use.pool().devices(), "device")
                                : Figures.devices(use.pool()),
                        Figures.whole(use.training()),
                        Figures.whole(use.serving()),
                        Figures.whole(use.batch()),
                        Figures.price(use.price()));
    }
}
