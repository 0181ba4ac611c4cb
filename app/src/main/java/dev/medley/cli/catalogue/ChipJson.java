package dev.medley.cli.catalogue;

import dev.medley.cli.terminal.Figures;
import dev.medley.cli.terminal.Json;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipSystem;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.List;

/// Chips and systems as JSON: `{"chips":[...],"systems":[...]}`. Unknown figures are left out.
final class ChipJson {

    private ChipJson() {}

    static void print(PrintWriter out, List<Chip> chips, List<ChipSystem> systems) {
        Json.print(
                out,
                json -> {
                    json.blocks("chips", chips, chip -> chip(json, chip));
                    json.blocks("systems", systems, system -> system(json, system));
                });
    }

    private static void chip(Json json, Chip chip) {
        var traits = chip.traits();
        json.text("id", chip.id());
        json.text("vendor", chip.vendor());
        json.text("name", chip.name());
        json.texts("aliases", chip.aliases());
        json.text("family", chip.family());
        json.text("status", Figures.name(chip.status()));
        json.text("launched", chip.launched());
        json.text("stack", chip.stack());
        json.number("devicesPerPackage", chip.devicesPerPackage());
        json.number("devicesPerNode", traits.devicesPerNode());
        Figures.peaks(json, chip.denseTflops());
        json.number("memoryGb", chip.memoryGb());
        json.text("memoryType", traits.memoryType());
        json.number("memoryGbs", chip.memoryGbs());
        scaleUp(json, chip.scaleUp());
        json.number("scaleOutGbps", chip.scaleOutGbps());
        json.number("tdpWatts", chip.tdpWatts());
        price(json, chip.priceUsd());
        json.text("processNode", traits.processNode());
        json.number("dieAreaMm2", traits.dieAreaMm2());
        json.number("ioTotalGbs", traits.ioTotalGbs());
        json.number("totalProcessingPerformance", traits.totalProcessingPerformance());
        json.flag("designedForDataCentres", traits.designedForDataCentres());
        json.text("torchDevice", traits.torchDevice());
        json.texts("pciVendorIds", traits.pciVendorIds());
        json.texts("serving", traits.serving());
        json.texts("resourceNames", traits.resourceNames());
        Figures.provenance(json, chip.provenance());
        Figures.notes(json, chip.figureNotes());
        json.texts("unknown", ChipText.gaps(chip));
    }

    private static void system(Json json, ChipSystem system) {
        json.text("id", system.id());
        json.text("vendor", system.vendor());
        json.text("name", system.name());
        json.texts("aliases", system.aliases());
        json.text("status", Figures.name(system.status()));
        json.text("launched", system.launched());
        json.text("stack", system.stack());
        json.text("chip", system.chip());
        json.number("packages", system.packages());
        Figures.peaks(json, system.denseTflops());
        json.number("memoryGb", system.memoryGb());
        json.number("memoryGbs", system.memoryGbs());
        scaleUp(json, system.scaleUp());
        json.number("scaleOutGbps", system.scaleOutGbps());
        json.number("watts", system.watts());
        price(json, system.priceUsd());
        Figures.provenance(json, system.provenance());
        Figures.notes(json, system.figureNotes());
    }

    private static void scaleUp(Json json, Chip.@Nullable ScaleUp scaleUp) {
        if (scaleUp != null) {
            json.block(
                    "scaleUp",
                    block -> {
                        block.text("name", scaleUp.name());
                        block.number("gbs", scaleUp.gbs());
                        block.number("domainPackages", scaleUp.domainPackages());
                    });
        }
    }

    private static void price(Json json, Chip.@Nullable Range price) {
        if (price != null) {
            json.block(
                    "priceUsd",
                    block -> {
                        block.number("low", price.low());
                        block.number("high", price.high());
                    });
        }
    }
}
