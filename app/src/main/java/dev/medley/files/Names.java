package dev.medley.files;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Model;
import dev.medley.core.units.Nearest;
import dev.medley.core.units.Parsed;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Finds what the names in documents mean, and remembers it: thousands of works name few models.
/// Used by several threads at once.
final class Names {

    /// Names remembered of each kind; more are looked up again each time.
    private static final int MOST = 10_000;

    private final Catalog catalog;
    private final ModelFiles modelFiles;
    private final SortedSet<String> families = new TreeSet<>();
    private final Map<String, Parsed<Chip>> chips = new ConcurrentHashMap<>();
    private final Map<String, Parsed<String>> chipsAndFamilies = new ConcurrentHashMap<>();
    private final Map<String, Parsed<String>> stacks = new ConcurrentHashMap<>();
    private final Map<String, Parsed<Model>> models = new ConcurrentHashMap<>();

    Names(Catalog catalog, ModelFiles modelFiles) {
        this.catalog = catalog;
        this.modelFiles = modelFiles;
        catalog.chips().forEach(chip -> families.add(chip.family()));
    }

    Parsed<Chip> chip(String name) {
        return remembered(chips, name, n -> parsed(catalog.chip(n)));
    }

    /// Id of a chip, or the name of a family.
    Parsed<String> chipOrFamily(String name) {
        return remembered(
                chipsAndFamilies,
                name,
                n ->
                        families.contains(n)
                                ? Parsed.value(n)
                                : switch (catalog.chip(n)) {
                                    case Lookup.Found<Chip>(Chip chip) -> Parsed.value(chip.id());
                                    case Lookup.Missing<Chip> missing -> noChip(missing);
                                });
    }

    private Parsed<String> noChip(Lookup.Missing<Chip> missing) {
        var family = Nearest.of(missing.asked(), families);
        return family != null && missing.suggestions().isEmpty()
                ? Parsed.wrong("is no chip or family of the catalogue", "maybe '" + family + "'")
                : wrong(missing);
    }

    Parsed<String> stack(String name) {
        return remembered(
                stacks,
                name,
                n -> parsed(catalog.stack(n)).then(stack -> Parsed.value(stack.id())));
    }

    /// A model by name, or by the path of its config.json beside the file that names it.
    Parsed<Model> model(String name, String file) {
        boolean path =
                name.endsWith(".json")
                        || name.startsWith("./")
                        || name.startsWith("../")
                        || name.startsWith("/");
        if (!path) {
            return named(name);
        }
        try {
            var config = Path.of(file).resolveSibling(name).normalize();
            return remembered(models, "file:" + config, _ -> read(config));
        } catch (InvalidPathException e) {
            return Parsed.wrong("is no path", "write for example ./my-model/config.json");
        }
    }

    /// A model of the catalogue.
    Parsed<Model> named(String name) {
        return remembered(models, name, n -> parsed(catalog.model(n)));
    }

    private Parsed<Model> read(Path config) {
        return switch (modelFiles.read(config)) {
            case ModelFiles.Result.Read(Model model) -> Parsed.value(model);
            case ModelFiles.Result.Refused(String rule, String advice) ->
                    Parsed.wrong(rule, advice);
        };
    }

    private static <T> Parsed<T> remembered(
            Map<String, Parsed<T>> known, String name, Function<String, Parsed<T>> find) {
        var before = known.get(name);
        if (before != null) {
            return before;
        }
        var found = find.apply(name);
        if (known.size() < MOST) {
            known.put(name, found);
        }
        return found;
    }

    private static <T> Parsed<T> parsed(Lookup<T> lookup) {
        return switch (lookup) {
            case Lookup.Found<T>(T value) -> Parsed.value(value);
            case Lookup.Missing<T> missing -> wrong(missing);
        };
    }

    private static <T> Parsed<T> wrong(Lookup.Missing<?> missing) {
        var some = String.join(" or ", missing.suggestions());
        if (missing.ambiguous()) {
            return Parsed.wrong("could mean " + some, "say which");
        }
        return Parsed.wrong(
                "is no %s of the catalogue".formatted(missing.kind()),
                some.isEmpty()
                        ? "`medley %ss` lists them all".formatted(missing.kind())
                        : "maybe " + some);
    }
}
