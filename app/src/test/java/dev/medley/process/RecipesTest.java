package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.work.Recipe;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

class RecipesTest {

    @Test
    void everyStackWithAnEngineCanBeServed() {
        var recipes = Recipes.builtIn();
        for (var stack : CatalogFiles.builtIn().stacks()) {
            if (!stack.deviceVariables().isEmpty()) {
                assertThat(recipes).containsKey(stack.id());
                assertThat(recipes.getOrDefault(stack.id(), Recipes.NONE).serve())
                        .startsWith("vllm", "serve", "{model}");
            }
        }
    }

    @Test
    void variablesThatChooseDevicesAreThoseOfTheCatalogue() {
        var recipes = Recipes.builtIn();
        for (var stack : CatalogFiles.builtIn().stacks()) {
            var known = new TreeSet<String>();
            stack.deviceVariables().forEach(name -> known.add(name.value()));
            var recipe = recipes.getOrDefault(stack.id(), Recipes.NONE);
            recipe.variables()
                    .forEach(
                            (name, value) -> {
                                if (value.equals("{devices}")) {
                                    assertThat(known).as(stack.id()).contains(name);
                                }
                            });
        }
    }

    @Test
    void nothingStandsInBracesThatNothingStandsFor() {
        for (var recipe : Recipes.builtIn().values()) {
            var arguments = new java.util.ArrayList<>(recipe.train());
            arguments.addAll(recipe.serve());
            for (var argument : arguments) {
                assertThat(Recipe.PLACEHOLDERS).containsAll(Recipe.placeholders(argument));
            }
            assertThat(recipe.source()).isNotEmpty();
        }
    }

    @Test
    void aPolicyGoesFirstWhereItSaysSomething() {
        var policy = new TreeMap<String, Recipe>();
        var variables = new TreeMap<String, String>();
        variables.put("METAX_VISIBLE_DEVICES", "{devices}");
        policy.put(
                "maca",
                new Recipe(List.of(), List.of(), Recipe.Readiness.USUAL, variables, "Policy"));
        var maca = Recipes.under(policy).getOrDefault("maca", Recipes.NONE);
        assertThat(maca.variables()).containsOnlyKeys("METAX_VISIBLE_DEVICES");
        assertThat(maca.serve()).startsWith("vllm");
    }
}
