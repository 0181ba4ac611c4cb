package dev.medley.cli;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.RememberedFits;
import dev.medley.files.Documents;
import dev.medley.journal.Redeciding;
import dev.medley.live.Epoch;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a server decides with, made of documents: the same for the server that writes an epoch and
/// for whoever decides it again.
final class EpochGround {

    /// The day that deadlines and rules count from, as 2026-11-30.
    static final String DATE = "date";

    /// Devices of the server's own machine, as `cpu=2`.
    static final String LOCAL = "local";

    /// Rules are looked up for so many days ahead.
    private static final int RULED_DAYS = 366;

    private EpochGround() {}

    /// The epoch of a server that begins with these documents.
    static Epoch epoch(
            String version,
            Setup setup,
            LocalDate date,
            SortedMap<String, String> more,
            SortedMap<String, String> documents) {
        var settings = new TreeMap<>(more);
        settings.put(DATE, date.toString());
        var pools = setup.pools().stream().map(pool -> pool.id()).toList();
        return new Epoch(version, pools, settings, documents);
    }

    /// Setup and fits of an epoch.
    static Redeciding.Ground of(Epoch epoch, CommandLine line) throws IOException {
        var catalog = CatalogFiles.load(null, CatalogFiles.Part.values());
        var date = LocalDate.parse(epoch.settings().getOrDefault(DATE, "1970-01-01"));
        var wrong = new StringWriter();
        var folder = Files.createTempDirectory("medley-epoch");
        var files = new ArrayList<Path>();
        try {
            for (var document : epoch.documents().entrySet()) {
                var name = "%04d-%s".formatted(files.size(), plain(document.getKey()));
                files.add(Files.writeString(folder.resolve(name), document.getValue()));
            }
            var loaded =
                    files.isEmpty()
                            ? Documents.none()
                            : Inputs.read(files, catalog, date, new PrintWriter(wrong, true));
            if (loaded == null) {
                throw new IOException("This Medley does not take an epoch's documents:\n" + wrong);
            }
            var devices = Household.devices(epoch.settings().getOrDefault(LOCAL, ""));
            var setup = household(loaded, catalog, devices, date, new RulesOption(), line).setup();
            var fitting = new RememberedFits(Inputs.fitting(new Progress(line.getErr())));
            return new Redeciding.Ground(setup, fitting);
        } finally {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        }
    }

    /// The last part of a name, without what a file cannot be called.
    private static String plain(String name) {
        var last = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
        return last.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /// The household of documents and this machine's devices.
    ///
    /// @param devices how many there are, by the chip's id
    /// @throws IOException if rules are named that there are not; the line's stderr says which
    static Household household(
            Documents.Loaded loaded,
            Catalog catalog,
            SortedMap<String, Integer> devices,
            LocalDate date,
            RulesOption rules,
            CommandLine line)
            throws IOException {
        var here = Household.pools(loaded, catalog, devices);
        var pools = new ArrayList<>(loaded.fleet().pools());
        pools.addAll(here);
        var dates = date.datesUntil(date.plusDays(RULED_DAYS)).toList();
        var byDay = rules.permissions(loaded, pools, dates, line);
        if (byDay == null) {
            throw new IOException("The rules cannot be read.");
        }
        return Household.of(loaded, catalog, here, byDay, date);
    }
}
