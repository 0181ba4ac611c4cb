package dev.medley.files;

import dev.medley.core.units.Nearest;
import dev.medley.core.units.Parsed;
import dev.medley.core.work.Recipe;

import java.util.SortedMap;
import java.util.TreeMap;

/// Binds a policy's templates: how works are started on each stack.
final class RecipeBinder {

    private RecipeBinder() {}

    static SortedMap<String, Recipe> bind(Names names, Fields templates) {
        var recipes = new TreeMap<String, Recipe>();
        for (var name : templates.names()) {
            switch (names.stack(name)) {
                case Parsed.Value<String>(String stack) -> {
                    if (recipes.put(stack, recipe(templates.inside(name))) != null) {
                        templates.wrong(name, "names %s twice".formatted(stack), "keep one");
                    }
                }
                case Parsed.Wrong<String>(String rule, String advice) ->
                        templates.wrong(name, "stands under '" + name + "', which " + rule, advice);
            }
        }
        return recipes;
    }

    private static Recipe recipe(Fields fields) {
        return new Recipe(
                LaunchBinder.command(fields, "train", true),
                LaunchBinder.command(fields, "serve", true),
                readiness(fields.inside("ready")),
                LaunchBinder.variables(fields, "variables", true),
                "Policy, " + fields.file());
    }

    private static Recipe.Readiness readiness(Fields ready) {
        var usual = Recipe.Readiness.USUAL;
        var every = LaunchBinder.milliseconds(ready, "every");
        var within = LaunchBinder.milliseconds(ready, "within");
        return new Recipe.Readiness(
                ready.has("paths")
                        ? ready.items("paths").stream().map(Fields.Item::text).toList()
                        : usual.paths(),
                every == null ? usual.everyMs() : every,
                ready.whole("failures", usual.failures()),
                within == null ? usual.withinMs() : within);
    }

    /// Tells of braces that nothing stands for.
    static void check(Fields fields, String name, Fields.Item argument) {
        for (var placeholder : Recipe.placeholders(argument.text())) {
            if (!Recipe.PLACEHOLDERS.contains(placeholder)) {
                fields.wrong(name, argument, rule(placeholder), advice(placeholder));
            }
        }
    }

    static void check(Fields fields, String name, String value) {
        for (var placeholder : Recipe.placeholders(value)) {
            if (!Recipe.PLACEHOLDERS.contains(placeholder)) {
                fields.wrong(name, rule(placeholder), advice(placeholder));
            }
        }
    }

    private static String rule(String placeholder) {
        return "wants {%s}, which nothing stands for".formatted(placeholder);
    }

    private static String advice(String placeholder) {
        return Nearest.of(placeholder, Recipe.PLACEHOLDERS) == null
                ? "use one of " + String.join(", ", Recipe.PLACEHOLDERS)
                : Nearest.advice(placeholder, Recipe.PLACEHOLDERS);
    }
}
