package dev.medley.cli.serve;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.catalogue.CatalogueException;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Progress;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.RememberedFits;
import dev.medley.files.Documents;
import dev.medley.files.ModelFiles;
import dev.medley.journal.Redeciding;
import dev.medley.live.Epoch;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a server decides with, made of documents: the same for the server that writes an epoch and
/// for whoever decides it again.
final class EpochGround {

    /// The day that deadlines and rules count from, as 2026-11-30.
    static final String DATE = "date";

    /// Devices of the server's own machine, as `cpu=2`.
    static final String LOCAL = "local";

    private static final String CATALOG = "catalog/";
    private static final String RULES = "rules/";

    /// Rules are looked up for so many days ahead.
    private static final int RULED_DAYS = 366;

    private EpochGround() {}

    /// What a server was started with beside documents.
    ///
    /// @param catalog text of the user's own catalogue, by place
    /// @param rules text of the operator's own rules, by name
    record Overlays(SortedMap<String, String> catalog, SortedMap<String, String> rules) {

        static final Overlays NONE = new Overlays(new TreeMap<>(), new TreeMap<>());

        SortedMap<String, String> files() {
            var files = new TreeMap<String, String>();
            catalog.forEach((name, text) -> files.put(CATALOG + name, text));
            rules.forEach((name, text) -> files.put(RULES + name, text));
            return files;
        }

        static Overlays of(SortedMap<String, String> files) {
            return new Overlays(under(CATALOG, files), under(RULES, files));
        }

        private static SortedMap<String, String> under(
                String kind, SortedMap<String, String> files) {
            var found = new TreeMap<String, String>();
            files.forEach(
                    (name, text) -> {
                        if (name.startsWith(kind)) {
                            found.put(name.substring(kind.length()), text);
                        }
                    });
            return found;
        }
    }

    /// The epoch of a server that begins with these documents.
    static Epoch epoch(
            String version,
            Setup setup,
            LocalDate date,
            SortedMap<String, String> more,
            SortedMap<String, String> documents,
            Overlays overlays) {
        var settings = new TreeMap<>(more);
        settings.put(DATE, date.toString());
        var pools = setup.pools().stream().map(pool -> pool.id()).toList();
        return new Epoch(version, pools, settings, documents, overlays.files());
    }

    /// Setup and fits of an epoch.
    static Redeciding.Ground of(Epoch epoch, CommandLine line) throws IOException {
        var overlays = Overlays.of(epoch.files());
        var folder = Files.createTempDirectory("medley-epoch");
        try {
            var own = written(folder.resolve("catalog"), overlays.catalog);
            var catalog = CatalogFiles.load(own, CatalogFiles.Part.values());
            var rules = new RulesOption(written(folder.resolve("rules"), overlays.rules));
            return of(epoch, catalog, rules, line);
        } catch (CatalogueException refused) {
            throw new IOException(
                    "This Medley does not take an epoch's own catalogue or rules:\n"
                            + refused.getMessage(),
                    refused);
        } finally {
            remove(folder);
        }
    }

    private static Redeciding.Ground of(
            Epoch epoch, Catalog catalog, RulesOption rules, CommandLine line) throws IOException {
        var date = LocalDate.parse(epoch.settings().getOrDefault(DATE, "1970-01-01"));
        var wrong = new StringWriter();
        var setting = new Documents.Setting(catalog, date, ModelFiles.NONE);
        var loaded =
                epoch.documents().isEmpty()
                        ? Documents.none()
                        : Inputs.told(
                                Documents.read(epoch.documents(), setting),
                                new PrintWriter(wrong, true));
        if (loaded == null) {
            throw new IOException("This Medley does not take an epoch's documents:\n" + wrong);
        }
        var devices = Household.devices(epoch.settings().getOrDefault(LOCAL, ""));
        var setup = household(loaded, catalog, devices, date, rules, line).setup();
        var fitting = new RememberedFits(Inputs.fitting(new Progress(line.getErr())));
        return new Redeciding.Ground(setup, fitting);
    }

    /// A folder with these files, or null if there are none.
    private static @Nullable Path written(Path folder, SortedMap<String, String> files)
            throws IOException {
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey()).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException("An epoch names a file outside: " + file.getKey());
            }
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return files.isEmpty() ? null : folder;
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
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
