package dev.medley.cli.catalogue;

import dev.medley.cli.terminal.Figures;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipSystem;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Chips and systems for people: tables, and pages of one entry with sources and gaps.
final class ChipText {

    private static final String UNITS =
            "Figures are per package, dense: TFLOP/s (TOP/s for integers), GB of 10^9 bytes, GB/s"
                    + " (links: both directions). - is unknown.";

    private ChipText() {}

    static void print(PrintWriter out, List<Chip> chips, List<ChipSystem> systems) {
        if (chips.isEmpty() && systems.isEmpty()) {
            out.println("Nothing in the catalogue is like that.");
            return;
        }
        if (!chips.isEmpty()) {
            chipTable(chips).print(out, Screen.colour());
        }
        if (!systems.isEmpty()) {
            out.println();
            systemTable(systems).print(out, Screen.colour());
        }
        out.println();
        out.println(UNITS);
    }

    private static Table chipTable(List<Chip> chips) {
        var table =
                Table.of(
                        "chip",
                        "status",
                        "stack",
                        "#devices",
                        "#bf16",
                        "#fp8",
                        "#int8",
                        "#fp4",
                        "#memory",
                        "#GB/s",
                        "#link",
                        "#domain",
                        "#watts",
                        "trust");
        for (var chip : chips) {
            var link = chip.scaleUp();
            table.row(
                    chip.id(),
                    Figures.name(chip.status()),
                    chip.stack(),
                    Figures.plain(chip.devicesPerPackage()),
                    peak(chip, Precision.BF16),
                    peak(chip, Precision.FP8),
                    peak(chip, Precision.INT8),
                    peak(chip, Precision.FP4),
                    Figures.plain(chip.memoryGb()),
                    Figures.plain(chip.memoryGbs()),
                    Figures.plain(link == null ? null : link.gbs()),
                    Figures.plain(link == null ? null : link.domainPackages()),
                    Figures.plain(chip.tdpWatts()),
                    Figures.name(chip.provenance().confidence()));
        }
        return table;
    }

    private static String peak(Chip chip, Precision precision) {
        return Figures.plain(chip.denseTflops().get(precision));
    }

    private static Table systemTable(List<ChipSystem> systems) {
        var table =
                Table.of(
                        "system",
                        "status",
                        "stack",
                        "chip",
                        "#packages",
                        "#bf16",
                        "#memory",
                        "#GB/s",
                        "#watts",
                        "trust");
        for (var system : systems) {
            table.row(
                    system.id(),
                    Figures.name(system.status()),
                    system.stack(),
                    system.chip() == null ? Figures.UNKNOWN : system.chip(),
                    Figures.plain(system.packages()),
                    Figures.plain(system.denseTflops().get(Precision.BF16)),
                    Figures.plain(system.memoryGb()),
                    Figures.plain(system.memoryGbs()),
                    Figures.plain(system.watts()),
                    Figures.name(system.provenance().confidence()));
        }
        return table;
    }

    static void print(PrintWriter out, Chip chip) {
        out.println(chip.vendor() + " " + chip.name() + " (" + chip.id() + ")");
        out.println(launched(chip.status(), chip.launched()) + ", family " + chip.family());
        var aliases = chip.aliases();
        if (!aliases.isEmpty()) {
            out.println("Also called " + String.join(", ", aliases) + ".");
        }
        out.println();
        perDevice(out, chip);
        out.println();
        sources(out, chip.provenance(), chip.figureNotes());
        var gaps = gaps(chip);
        if (!gaps.isEmpty()) {
            out.println("unknown: " + String.join(", ", gaps));
        }
    }

    private static void perDevice(PrintWriter out, Chip chip) {
        int devices = chip.devicesPerPackage();
        var table =
                devices == 1
                        ? Table.of("figure", "#value", "unit")
                        : Table.of("figure", "#package", "#device", "unit");
        for (var peak : chip.denseTflops().entrySet()) {
            var unit = peak.getKey().name().startsWith("INT") ? "TOP/s" : "TFLOP/s";
            line(table, chip, Figures.name(peak.getKey()) + " dense peak", peak.getValue(), unit);
        }
        line(table, chip, "memory", chip.memoryGb(), "GB " + chip.traits().memoryType());
        line(table, chip, "memory bandwidth", chip.memoryGbs(), "GB/s");
        var link = chip.scaleUp();
        if (link != null) {
            line(table, chip, "links", link.gbs(), "GB/s " + link.name());
            line(table, null, "domain", (double) link.domainPackages() * devices, "devices");
        }
        line(table, chip, "network", chip.scaleOutGbps(), "Gbit/s");
        line(table, chip, "power", chip.tdpWatts(), "W");
        var node = chip.traits().devicesPerNode();
        line(table, null, "usual node", node == null ? null : node.doubleValue(), "devices");
        if (!table.isEmpty()) {
            table.print(out, Screen.colour());
        }
        if (devices > 1) {
            out.println("A package shows itself as " + devices + " devices.");
        }
        var price = chip.priceUsd();
        if (price != null) {
            out.println(
                    "Sells for %s to %s USD."
                            .formatted(Figures.plain(price.low()), Figures.plain(price.high())));
        }
        out.println(
                "Stack %s; served by %s."
                        .formatted(
                                chip.stack(),
                                chip.traits().serving().isEmpty()
                                        ? "nothing known"
                                        : String.join(", ", chip.traits().serving())));
    }

    /// A line of the table, unless the figure is unknown; without a chip the figure is not shared.
    private static void line(
            Table table, @Nullable Chip chip, String name, @Nullable Double value, String unit) {
        if (value == null) {
            return;
        }
        var cells = new ArrayList<String>();
        cells.add(name);
        cells.add(Figures.plain(value));
        if (table.columns() == 4) {
            cells.add(Figures.plain(chip == null ? value : chip.perDevice(value)));
        }
        cells.add(unit.strip());
        table.row(cells.toArray(String[]::new));
    }

    static void print(PrintWriter out, ChipSystem system) {
        out.println(system.vendor() + " " + system.name() + " (" + system.id() + ")");
        out.println(launched(system.status(), system.launched()));
        out.println();
        var table = Table.of("figure", "#value", "unit");
        line(table, null, "packages", toDouble(system.packages()), chipName(system));
        for (var peak : system.denseTflops().entrySet()) {
            var unit = peak.getKey().name().startsWith("INT") ? "TOP/s" : "TFLOP/s";
            line(table, null, Figures.name(peak.getKey()) + " dense peak", peak.getValue(), unit);
        }
        line(table, null, "memory", system.memoryGb(), "GB");
        line(table, null, "memory bandwidth", system.memoryGbs(), "GB/s");
        var link = system.scaleUp();
        if (link != null) {
            line(table, null, "links", link.gbs(), "GB/s per package, " + link.name());
        }
        line(table, null, "network", system.scaleOutGbps(), "Gbit/s");
        line(table, null, "power", system.watts(), "W");
        if (!table.isEmpty()) {
            table.print(out, Screen.colour());
        }
        out.println();
        sources(out, system.provenance(), system.figureNotes());
    }

    private static String chipName(ChipSystem system) {
        var chip = system.chip();
        return chip == null ? "" : "of " + chip;
    }

    private static @Nullable Double toDouble(@Nullable Integer value) {
        return value == null ? null : value.doubleValue();
    }

    private static String launched(Chip.Status status, String launched) {
        return Figures.name(status) + (launched.isEmpty() ? "" : ", " + launched);
    }

    private static void sources(
            PrintWriter out, Provenance whole, SortedMap<String, Provenance> figures) {
        out.println("source: " + sentence(whole));
        if (!whole.note().isEmpty()) {
            out.println("note: " + whole.note());
        }
        figures.forEach(
                (figure, provenance) -> {
                    boolean own = !provenance.source().equals(whole.source());
                    var trust =
                            provenance.confidence() == whole.confidence() && !own
                                    ? ""
                                    : " [" + (own ? sentence(provenance) : trust(provenance)) + "]";
                    out.println("  " + figure + ": " + provenance.note() + trust);
                });
    }

    private static String sentence(Provenance provenance) {
        var date = provenance.date().isEmpty() ? "" : " (" + provenance.date() + ")";
        return provenance.source() + date + "; " + trust(provenance);
    }

    private static String trust(Provenance provenance) {
        return "confidence " + Figures.name(provenance.confidence());
    }

    /// Figures that planning would like and nobody published.
    static List<String> gaps(Chip chip) {
        var gaps = new ArrayList<String>();
        for (var precision :
                List.of(Precision.BF16, Precision.FP8, Precision.INT8, Precision.FP4)) {
            if (!chip.denseTflops().containsKey(precision)) {
                gaps.add(Figures.name(precision) + " peak");
            }
        }
        add(gaps, "memory", chip.memoryGb());
        add(gaps, "memory bandwidth", chip.memoryGbs());
        add(gaps, "links", chip.scaleUp());
        add(gaps, "network", chip.scaleOutGbps());
        add(gaps, "power", chip.tdpWatts());
        add(gaps, "price", chip.priceUsd());
        return gaps;
    }

    private static void add(List<String> gaps, String name, @Nullable Object figure) {
        if (figure == null) {
            gaps.add(name);
        }
    }
}
