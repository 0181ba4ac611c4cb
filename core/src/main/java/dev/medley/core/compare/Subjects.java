package dev.medley.core.compare;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Chip.Range;
import dev.medley.core.catalog.Chip.ScaleUp;
import dev.medley.core.catalog.ChipSystem;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;
import dev.medley.core.plan.Planner;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Makes subjects of what the catalogue and a fleet hold.
///
/// A system's own figures come first; what its maker leaves out is its packages times the chip's
/// figure, marked as derived. Power and price are never derived for a system: a system draws and
/// costs more than its chips.
public final class Subjects {

    private static final Site NOWHERE = new Site("nowhere", "", 0, 1);

    private Subjects() {}

    /// A system, with the chip it is made of where the catalogue has it.
    public static Subject of(ChipSystem system, Catalog catalog) {
        var chip = system.chip() == null ? null : catalog.chip(system.chip()).orNull();
        var packages = system.packages();
        var devices = chip == null || packages == null ? null : packages * chip.devicesPerPackage();
        var sheet = new Sheet(system.provenance(), system.figureNotes());
        counts(sheet, packages, devices);
        for (var precision : Sheet.peaks()) {
            var measure = Measure.peak(precision);
            var own = Sheet.exactly(system.denseTflops().get(precision));
            var each = chip == null ? null : chip.denseTflops().get(precision);
            fill(sheet, measure, "denseTflops", own, each, chip, packages);
        }
        var memory = Sheet.exactly(system.memoryGb());
        var bandwidth = Sheet.exactly(system.memoryGbs());
        fill(sheet, Measure.MEMORY, "memoryGb", memory, memory(chip), chip, packages);
        var eachGbs = chip == null ? null : chip.memoryGbs();
        fill(sheet, Measure.BANDWIDTH, "memoryGbs", bandwidth, eachGbs, chip, packages);
        var link = system.scaleUp() != null || chip == null ? system.scaleUp() : chip.scaleUp();
        links(sheet, link, chip, system.scaleUp() == null ? chip : null);
        var network = Sheet.exactly(system.scaleOutGbps());
        var eachNetwork = chip == null ? null : chip.scaleOutGbps();
        fill(sheet, Measure.NETWORK, "scaleOutGbps", network, eachNetwork, chip, packages);
        whole(sheet, Measure.POWER, "watts", Sheet.exactly(system.watts()), "the whole system");
        whole(sheet, Measure.PRICE, "priceUsd", system.priceUsd(), "the whole system");
        sheet.efficiency();
        return new Subject(
                system.id(),
                Subject.Kind.SYSTEM,
                system.name(),
                system.status(),
                system.launched(),
                chip,
                system.stack(),
                devices,
                sheet.figures(),
                chip == null || devices == null ? null : pool(system, chip, devices, link),
                system.provenance());
    }

    /// One package of a chip.
    public static Subject of(Chip chip) {
        var sheet = new Sheet(chip.provenance(), chip.figureNotes());
        counts(sheet, 1, chip.devicesPerPackage());
        chipFigures(sheet, chip, 1, chip.scaleUp());
        return new Subject(
                chip.id(),
                Subject.Kind.CHIP,
                chip.name(),
                chip.status(),
                chip.launched(),
                chip,
                chip.stack(),
                chip.devicesPerPackage(),
                sheet.figures(),
                Planner.typicalPool(chip),
                chip.provenance());
    }

    /// A pool of a fleet: its packages times what the catalogue says of the chip.
    ///
    /// @param currency of the fleet's money
    public static Subject of(Pool pool, String currency) {
        var chip = pool.chip();
        double packages = (double) pool.devices() / chip.devicesPerPackage();
        var sheet = new Sheet(chip.provenance(), chip.figureNotes());
        counts(sheet, (int) packages, pool.devices());
        chipFigures(sheet, chip, packages, links(pool));
        double cost = pool.devices() * pool.costPerDeviceHour();
        if (cost > 0) {
            sheet.derived(
                    Measure.COST,
                    cost,
                    chip.provenance(),
                    "in %s, as the fleet's files say".formatted(currency));
        } else {
            sheet.unknown(Measure.COST, "costPerDeviceHour");
        }
        return new Subject(
                pool.id(),
                Subject.Kind.POOL,
                "%d devices of %s at %s".formatted(pool.devices(), chip.name(), pool.site().id()),
                null,
                "",
                chip,
                pool.stack(),
                pool.devices(),
                sheet.figures(),
                pool,
                null);
    }

    private static Pool pool(ChipSystem system, Chip chip, int devices, @Nullable ScaleUp link) {
        var usual = Planner.typicalPool(chip);
        int node = Math.min(devices, usual.devicesPerNode());
        int domain = link == null ? 1 : link.domainPackages() * chip.devicesPerPackage();
        return new Pool(
                system.id(),
                NOWHERE,
                chip,
                system.stack(),
                devices,
                node,
                Math.min(domain, devices),
                0);
    }

    private static void counts(Sheet sheet, @Nullable Integer packages, @Nullable Integer devices) {
        for (var count : List.of(Measure.PACKAGES, Measure.DEVICES)) {
            var value = count.equals(Measure.PACKAGES) ? packages : devices;
            if (value == null) {
                sheet.unknown(count, "packages");
            } else {
                sheet.stated(count, "packages", Sheet.exactly(value.doubleValue()), "");
            }
        }
    }

    /// Links of a chip, as many as its pool joins.
    private static @Nullable ScaleUp links(Pool pool) {
        var link = pool.chip().scaleUp();
        int joined = Math.max(1, pool.domainDevices() / pool.chip().devicesPerPackage());
        return link == null ? null : new ScaleUp(link.name(), link.gbs(), joined);
    }

    private static void chipFigures(
            Sheet sheet, Chip chip, double packages, @Nullable ScaleUp link) {
        for (var precision : Sheet.peaks()) {
            var each = chip.denseTflops().get(precision);
            times(sheet, Measure.peak(precision), "denseTflops", each, packages);
        }
        times(sheet, Measure.MEMORY, "memoryGb", chip.memoryGb(), packages);
        times(sheet, Measure.BANDWIDTH, "memoryGbs", chip.memoryGbs(), packages);
        links(sheet, link, chip, null);
        times(sheet, Measure.NETWORK, "scaleOutGbps", chip.scaleOutGbps(), packages);
        times(sheet, Measure.POWER, "tdpWatts", chip.tdpWatts(), packages, "chips without hosts");
        var price = chip.priceUsd();
        var all = price == null ? null : new Range(price.low() * packages, price.high() * packages);
        whole(sheet, Measure.PRICE, "priceUsd", all, "chips without hosts");
        sheet.efficiency();
    }

    private static @Nullable Double memory(@Nullable Chip chip) {
        return chip == null ? null : chip.memoryGb();
    }

    /// The system's own figure, else that of its packages, else a gap.
    private static void fill(
            Sheet sheet,
            Measure measure,
            String field,
            @Nullable Range own,
            @Nullable Double each,
            @Nullable Chip chip,
            @Nullable Integer packages) {
        if (sheet.stated(measure, field, own, "")) {
            return;
        }
        if (chip == null || packages == null || each == null) {
            sheet.unknown(measure, field);
            return;
        }
        var from = chip.figureNotes().getOrDefault(field, chip.provenance());
        sheet.derived(measure, packages * each, from, "%d times %s".formatted(packages, chip.id()));
    }

    private static void times(
            Sheet sheet, Measure measure, String field, @Nullable Double each, double packages) {
        times(sheet, measure, field, each, packages, "");
    }

    private static void times(
            Sheet sheet,
            Measure measure,
            String field,
            @Nullable Double each,
            double packages,
            String note) {
        if (each == null) {
            sheet.unknown(measure, field);
        } else if (packages == 1) {
            sheet.stated(measure, field, Sheet.exactly(each), note);
        } else {
            var how = "%s packages times the chip's".formatted(Math.round(packages));
            sheet.derived(
                    measure,
                    each * packages,
                    sheet.provenance(field),
                    note.isEmpty() ? how : how + ", " + note);
        }
    }

    private static void whole(
            Sheet sheet, Measure measure, String field, @Nullable Range range, String note) {
        if (!sheet.stated(measure, field, range, note)) {
            sheet.unknown(measure, field);
        }
    }

    /// @param from chip whose links stand in for those its system does not publish
    private static void links(
            Sheet sheet, @Nullable ScaleUp link, @Nullable Chip chip, @Nullable Chip from) {
        if (link == null) {
            sheet.unknown(Measure.DOMAIN, "scaleUp");
            sheet.unknown(Measure.DOMAIN_MEMORY, "scaleUp");
            sheet.unknown(Measure.LINKS, "scaleUp");
            return;
        }
        var note = from == null ? link.name() : link.name() + ", as sold with " + from.id();
        int each = chip == null ? 1 : chip.devicesPerPackage();
        double devices = (double) link.domainPackages() * each;
        sheet.stated(Measure.DOMAIN, "scaleUp", Sheet.exactly(devices), note);
        var memory = memory(chip);
        if (memory == null) {
            sheet.unknown(Measure.DOMAIN_MEMORY, "memoryGb");
        } else {
            sheet.derived(
                    Measure.DOMAIN_MEMORY,
                    memory * link.domainPackages(),
                    sheet.provenance("scaleUp"),
                    "%d packages of a domain".formatted(link.domainPackages()));
        }
        sheet.stated(Measure.LINKS, "scaleUp", Sheet.exactly(link.gbs()), note);
    }
}
