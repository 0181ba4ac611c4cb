package dev.medley.cli;

import dev.medley.core.catalog.Lookup;

/// Looks up names that documents have been checked for, or that come with Medley.
final class Named {

    private Named() {}

    /// The entry that must be there.
    static <T> T found(Lookup<T> lookup) {
        return switch (lookup) {
            case Lookup.Found<T>(T value) -> value;
            case Lookup.Missing<T> missing -> throw new IllegalStateException(missing.message());
        };
    }
}
