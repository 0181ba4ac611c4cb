package dev.medley.cli.catalogue;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipSystem;
import dev.medley.core.catalog.Likeness;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.compare.Subject;
import dev.medley.core.compare.Subjects;
import dev.medley.core.fleet.Fleet;
import dev.medley.core.fleet.Pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a name on the command line means: a pool of the fleet, a system, or a chip, in this order.
final class SubjectNames {

    private static final String POOL = "pool:";
    private static final String SYSTEM = "system:";
    private static final String CHIP = "chip:";

    private static final int MOST_SUGGESTIONS = 5;

    private final Catalog catalog;
    private final Fleet fleet;
    private final boolean hasFiles;

    SubjectNames(Catalog catalog, Fleet fleet, boolean hasFiles) {
        this.catalog = catalog;
        this.fleet = fleet;
        this.hasFiles = hasFiles;
    }

    Lookup<Subject> find(String asked) {
        if (asked.startsWith(POOL)) {
            return pool(asked.substring(POOL.length()));
        } else if (asked.startsWith(SYSTEM)) {
            return system(asked.substring(SYSTEM.length()));
        } else if (asked.startsWith(CHIP)) {
            return chip(asked.substring(CHIP.length()));
        }
        var suggestions = new ArrayList<String>();
        for (var found : List.of(pool(asked), system(asked), chip(asked))) {
            switch (found) {
                case Lookup.Found<Subject> _ -> {
                    return found;
                }
                case Lookup.Missing<Subject> missing -> {
                    if (missing.ambiguous()) {
                        return missing;
                    }
                    suggestions.addAll(missing.suggestions());
                }
            }
        }
        suggestions.sort(
                Comparator.comparingDouble((String name) -> -Likeness.of(asked, name))
                        .thenComparing(name -> name));
        return new Lookup.Missing<>(
                hasFiles ? "system, chip or pool" : "system or chip",
                asked,
                false,
                suggestions.stream().distinct().limit(MOST_SUGGESTIONS).toList());
    }

    /// What to do when a name led to nothing.
    String hint() {
        return hasFiles
                ? ""
                : "Pools are known with --fleet FILE, the files that describe their fleet.";
    }

    private Lookup<Subject> pool(String name) {
        var pool = fleet.pool(name);
        if (pool != null) {
            return new Lookup.Found<>(Subjects.of(pool, fleet.currency()));
        }
        var like =
                fleet.pools().stream()
                        .map(Pool::id)
                        .filter(id -> Likeness.of(name, id) >= 0.5)
                        .toList();
        return new Lookup.Missing<>("pool", name, false, like);
    }

    private Lookup<Subject> system(String name) {
        return switch (catalog.system(name)) {
            case Lookup.Found<ChipSystem>(var system) ->
                    new Lookup.Found<>(Subjects.of(system, catalog));
            case Lookup.Missing<ChipSystem>(var kind, var asked, var ambiguous, var some) ->
                    new Lookup.Missing<>(kind, asked, ambiguous, some);
        };
    }

    private Lookup<Subject> chip(String name) {
        return switch (catalog.chip(name)) {
            case Lookup.Found<Chip>(var chip) -> new Lookup.Found<>(Subjects.of(chip));
            case Lookup.Missing<Chip>(var kind, var asked, var ambiguous, var some) ->
                    new Lookup.Missing<>(kind, asked, ambiguous, some);
        };
    }
}
