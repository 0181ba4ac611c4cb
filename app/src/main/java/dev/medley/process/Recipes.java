package dev.medley.process;

import dev.medley.core.work.Recipe;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How works are started on each stack, as it comes with Medley.
public final class Recipes {

    static final Recipe NONE =
            new Recipe(List.of(), List.of(), Recipe.Readiness.USUAL, new TreeMap<>(), "");

    private Recipes() {}

    /// Built-in recipes, under those of a policy.
    public static SortedMap<String, Recipe> under(SortedMap<String, Recipe> policy) {
        return new TreeMap<>(policy);
    }
}
