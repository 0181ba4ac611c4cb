package dev.medley.cli.catalogue;

import dev.medley.calibration.CalibrationFile;
import dev.medley.catalogue.CatalogFiles;
import dev.medley.catalogue.CatalogueException;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.planning.LoadOptions;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.NotFound;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Model;
import dev.medley.core.compare.Comparison;
import dev.medley.core.compare.Load;
import dev.medley.core.compare.Rate;
import dev.medley.core.compare.Subject;
import dev.medley.core.fleet.Fleet;
import dev.medley.report.CompareJson;
import dev.medley.report.CompareTable;
import dev.medley.report.page.ComparePage;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `medley compare`: systems, pools and chips side by side.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Puts systems, pools and chips side by side: peaks, memory, bandwidth, domain, power,",
            "price, and with a model what each gives, per device, watt and money.",
            "Ratios are the first over each of the others."
        })
public final class CompareCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = {
                "Systems or chips of the catalogue, or pools of --fleet; write system:NAME,",
                "chip:NAME or pool:NAME where a name could mean several."
            })
    private List<String> names = List.of();

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "A file or folder with the fleet whose pools are meant; may be repeated.")
    private List<Path> files = List.of();

    @ArgGroup(exclusive = false, heading = "%nPredicted rates:%n")
    private LoadOptions load = new LoadOptions();

    @Mixin private CatalogOption catalogOption = new CatalogOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes the comparison as one self-contained page.")
    private @Nullable Path html;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (names.size() < 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Name at least two things; ratios are the first over the others.");
        }
        try {
            return compare(catalogOption.load(CatalogFiles.Part.values()));
        } catch (CatalogueException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.BAD_INPUT;
        }
    }

    private int compare(Catalog catalog) throws IOException {
        var fleet = fleet(catalog);
        if (fleet == null) {
            return Exit.BAD_INPUT;
        }
        var naming = new SubjectNames(catalog, fleet, !files.isEmpty());
        var subjects = new ArrayList<Subject>();
        for (var name : names) {
            switch (naming.find(name)) {
                case Lookup.Found<Subject>(var subject) -> subjects.add(subject);
                case Lookup.Missing<Subject> missing -> {
                    return NotFound.say(spec.commandLine(), json, missing, naming.hint());
                }
            }
        }
        Load question = null;
        if (load.model() != null) {
            switch (catalog.model(load.model())) {
                case Lookup.Found<Model>(var model) -> question = load.of(model);
                case Lookup.Missing<Model> missing -> {
                    return NotFound.say(spec.commandLine(), json, missing);
                }
            }
        } else if (load.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Rates need a model: add --model, as in --model deepseek-r1.");
        }
        var comparison =
                Comparison.of(subjects, question, load.phases(), CalibrationFile.builtIn());
        write(comparison);
        return answers(comparison) ? 0 : Exit.NO;
    }

    /// The fleet of the files; an empty one without files; null after saying what is wrong.
    private @Nullable Fleet fleet(Catalog catalog) {
        if (files.isEmpty()) {
            return Fleet.none("");
        }
        var err = spec.commandLine().getErr();
        var loaded = Inputs.read(files, catalog, LocalDate.EPOCH, err);
        if (loaded == null
                || !Inputs.hasFleet(loaded, err)
                || !Inputs.isWhole(loaded.fleet().pools(), "comparisons", err)) {
            return null;
        }
        return loaded.fleet();
    }

    private void write(Comparison comparison) throws IOException {
        if (html != null) {
            Files.writeString(html, ComparePage.of(comparison));
        }
        if (json) {
            CompareJson.print(comparison, spec.commandLine().getOut());
        } else {
            CompareTable.print(comparison, Screen.colour(), spec.commandLine().getOut());
        }
    }

    /// Whether any subject does any of what was asked.
    private static boolean answers(Comparison comparison) {
        return comparison.rates().isEmpty()
                || comparison.rates().stream()
                        .flatMap(line -> line.rates().stream())
                        .anyMatch(rate -> rate instanceof Rate.Predicted);
    }
}
