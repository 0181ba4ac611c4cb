package dev.medley.core.compare;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.fleet.Pool;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A thing that is compared: a system, a pool of a fleet, or a package of a chip.
///
/// @param id id in the catalogue or the fleet
/// @param status whether it can be had, or null for a pool, which somebody has
/// @param launched as published, or ""
/// @param chip what it is made of, or null when the catalogue has no such chip
/// @param devices schedulable devices in it, or null when unknown
/// @param figures one per measure, in the order they are shown
/// @param pool it as a pool for predictions, or null when too little is known of it
/// @param provenance of the whole entry, or null for a pool
public record Subject(
        String id,
        Kind kind,
        String name,
        Chip.@Nullable Status status,
        String launched,
        @Nullable Chip chip,
        String stack,
        @Nullable Integer devices,
        List<Figure> figures,
        @Nullable Pool pool,
        @Nullable Provenance provenance) {

    /// Kinds of things that can be compared.
    public enum Kind {
        SYSTEM,
        POOL,
        CHIP
    }

    public Subject {
        figures = List.copyOf(figures);
    }

    /// The figure of this measure; unknown when the subject has none.
    public Figure figure(Measure measure) {
        for (var figure : figures) {
            if (figure.measure().equals(measure)) {
                return figure;
            }
        }
        return Figure.unknown(measure, "not published");
    }

    /// What predictions would need and nobody published; empty when everything is known.
    public List<Figure> gaps() {
        return figures.stream().filter(figure -> figure.range() == null).toList();
    }
}
