package dev.medley.cli.input;

import dev.medley.calibration.CalibrationFile;
import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.terminal.Progress;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.fleet.Pool;
import dev.medley.files.Documents;
import dev.medley.files.Problems;
import dev.medley.fitting.CalibratedFitting;
import dev.medley.report.Heading;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// The files a command reads, and how: shared by every command that takes documents.
public final class Inputs {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILES",
            description = "Documents: YAML or JSON files, or folders of them.")
    private List<Path> files = List.of();

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The day that deadlines count from, as 2026-11-30; today if not given.")
    private @Nullable LocalDate date;

    /// The documents, or null after saying on stderr what is wrong with them.
    public Documents.@Nullable Loaded read(Catalog catalog) {
        return read(files, catalog, date(), spec.commandLine().getErr());
    }

    /// The documents, a fleet among them, or null after saying on stderr what is wrong.
    public Documents.@Nullable Loaded readFleet(Catalog catalog) {
        var loaded = read(catalog);
        return loaded == null || !hasFleet(loaded, spec.commandLine().getErr()) ? null : loaded;
    }

    public static Documents.@Nullable Loaded read(
            List<Path> files, Catalog catalog, LocalDate date, PrintWriter err) {
        var setting = new Documents.Setting(catalog, date, ModelConfigs.reader());
        return told(Documents.read(files, setting), err);
    }

    /// What was read, or null after saying on stderr what is wrong.
    public static Documents.@Nullable Loaded told(Documents.Outcome outcome, PrintWriter err) {
        return switch (outcome) {
            case Documents.Loaded loaded -> loaded;
            case Documents.Rejected rejected -> {
                Problems.print(rejected, err);
                yield null;
            }
        };
    }

    /// Whether the documents name a fleet; says on stderr if not.
    public static boolean hasFleet(Documents.Loaded loaded, PrintWriter err) {
        if (loaded.fleet().pools().isEmpty()) {
            err.println(
                    "medley: no document of kind Fleet among the files.\n"
                            + "Add one that lists sites and pools; `medley example DIR`"
                            + " writes a sample.");
            return false;
        }
        return true;
    }

    /// Whether all devices are whole; says on stderr if not.
    ///
    /// @param what cannot be said of parts, in the plural
    public static boolean isWhole(List<Pool> pools, String what, PrintWriter err) {
        for (var pool : pools) {
            if (!pool.carving().isWhole()) {
                err.println(
                        "medley: pool '%s' is carved into %d parts, and %s count whole devices."
                                        .formatted(pool.id(), pool.carving().parts(), what)
                                + "\n"
                                + "Leave parts:, partMemory: and partCompute: of the pool out for"
                                + " this.");
                return false;
            }
        }
        return true;
    }

    /// The shipped performance model; says how far it is.
    public static CalibratedFitting fitting(Progress progress) {
        return new CalibratedFitting(
                CalibrationFile.builtIn(),
                (done, of) -> progress.say("fitting kinds of work", done, of));
    }

    /// What stands above an answer about the documents.
    public Heading heading(Documents.Loaded loaded, long solveMs) {
        var policy = loaded.portfolio().policy();
        return new Heading(
                loaded.fleet().name(), date(), policy.referenceChip(), policy.currency(), solveMs);
    }

    public Catalog catalog() {
        return catalog.load(CatalogFiles.Part.values());
    }

    public LocalDate date() {
        return date == null ? LocalDate.now(ZoneId.systemDefault()) : date;
    }
}
