package dev.medley.cli.catalogue;

import dev.medley.catalogue.CatalogFiles.Part;
import dev.medley.catalogue.HuggingFaceConfig;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.terminal.NotFound;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Model;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Lists models, or shows one: by a name or from a `config.json`.
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists models, or shows one with its architecture and sources.")
public final class ModelsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description =
                    "A model by id or any other name, Hugging Face names among them, or the path of"
                            + " a config.json.")
    private @Nullable String name;

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        if (name != null && HuggingFaceConfig.isPath(name)) {
            return show(HuggingFaceConfig.read(Path.of(name)));
        }
        var loaded = catalog.load(Part.MODELS);
        if (name == null) {
            return list(loaded.models());
        }
        return switch (loaded.model(name)) {
            case Lookup.Found<Model> found -> show(found.value());
            case Lookup.Missing<Model> missing -> NotFound.say(spec.commandLine(), json, missing);
        };
    }

    private int list(List<Model> models) {
        var out = spec.commandLine().getOut();
        if (json) {
            ModelText.json(out, models);
        } else {
            ModelText.print(out, models);
        }
        return 0;
    }

    private int show(Model model) {
        var out = spec.commandLine().getOut();
        if (json) {
            ModelText.json(out, List.of(model));
        } else {
            ModelText.print(out, model);
        }
        return 0;
    }
}
