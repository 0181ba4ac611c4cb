package dev.medley.process;

import dev.medley.core.work.Recipe;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// How works are started on each stack, as it comes with Medley.
public final class Recipes {

    static final Recipe NONE =
            new Recipe(List.of(), List.of(), Recipe.Readiness.USUAL, new TreeMap<>(), "");

    private static final String RESOURCE = "/process/recipes.yaml";

    private Recipes() {}

    /// Built-in recipes by the stack's id.
    public static SortedMap<String, Recipe> builtIn() {
        try (var in = Recipes.class.getResourceAsStream(RESOURCE)) {
            var tree = new YAMLMapper().readTree(Objects.requireNonNull(in, RESOURCE));
            var recipes = new TreeMap<String, Recipe>();
            for (var stack : tree.path("stacks")) {
                recipes.put(stack.path("id").asString(), recipe(stack, tree.path("commands")));
            }
            return recipes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Built-in recipes, under those of a policy.
    public static SortedMap<String, Recipe> under(SortedMap<String, Recipe> policy) {
        var recipes = new TreeMap<>(builtIn());
        policy.forEach(
                (stack, recipe) -> recipes.merge(stack, recipe, (usual, own) -> own.over(usual)));
        return recipes;
    }

    private static Recipe recipe(JsonNode stack, JsonNode commands) {
        var train = commands.path(stack.path("train").asString(""));
        var serve = commands.path(stack.path("serve").asString(""));
        var variables = new TreeMap<String, String>();
        stack.path("variables")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asString()));
        return new Recipe(
                texts(train.path("command")),
                texts(serve.path("command")),
                Recipe.Readiness.USUAL,
                variables,
                serve.path("source").asString(train.path("source").asString("")));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
