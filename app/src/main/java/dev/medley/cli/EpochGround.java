package dev.medley.cli;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.RememberedFits;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.sim.days.Days;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a server decides with, made of documents: the same for the server that writes an epoch and
/// for whoever decides it again.
final class EpochGround {

    /// The day that deadlines and rules count from, as 2026-11-30.
    static final String DATE = "date";

    /// Rules are looked up for so many days ahead.
    private static final int RULED_DAYS = 366;

    private static final long DAY_MS = 86_400_000;

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
            var loaded = Inputs.read(files, catalog, date, new PrintWriter(wrong, true));
            if (loaded == null || loaded.fleet().pools().isEmpty()) {
                throw new IOException("This Medley does not take an epoch's documents:\n" + wrong);
            }
            var setup = setup(loaded, catalog, date, new RulesOption(), line);
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

    /// What a controller is told of documents.
    ///
    /// @throws IOException if rules are named that there are not; the line's stderr says which
    static Setup setup(
            Documents.Loaded loaded,
            Catalog catalog,
            LocalDate date,
            RulesOption rules,
            CommandLine line)
            throws IOException {
        var dates = date.datesUntil(date.plusDays(RULED_DAYS)).toList();
        var byDay = rules.permissions(loaded, loaded.fleet().pools(), dates, line);
        if (byDay == null) {
            throw new IOException("The rules cannot be read.");
        }
        var policy = loaded.portfolio().policy();
        return new Setup(
                loaded.fleet().pools(),
                Days.TIERS,
                loaded.portfolio().tenants(),
                catalog.chip(policy.referenceChip()).orThrow(),
                catalog.model(policy.standardModel()).orThrow(),
                PlanCommand.goals(policy).under(byDay.getFirst()),
                changes(byDay, date),
                Setup.Timing.DEFAULT);
    }

    private static RuleChanges changes(List<Permissions> byDay, LocalDate date) {
        long start = date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return RuleChanges.of(byDay, DAY_MS).later(start);
    }
}
