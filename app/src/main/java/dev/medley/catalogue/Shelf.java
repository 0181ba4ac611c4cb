package dev.medley.catalogue;

import dev.medley.core.catalog.Catalog;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Entries of one kind, gathered layer over layer: a later layer replaces entries of earlier ones,
/// but within a layer nothing may stand twice.
final class Shelf<T> {

    private record Slot<T>(T value, Place place, int layer) {}

    private final String kind;
    private final Function<T, String> id;
    private final Function<T, List<String>> names;
    private final Map<String, Slot<T>> slots = new LinkedHashMap<>();
    private int layer;

    Shelf(String kind, Function<T, String> id, Function<T, List<String>> names) {
        this.kind = kind;
        this.id = id;
        this.names = names;
    }

    void add(T value, Place place) {
        var earlier = slots.get(id.apply(value));
        if (earlier != null && earlier.layer() == layer) {
            throw new CatalogueException(
                    place,
                    "id",
                    id.apply(value),
                    "The %s stands here for the second time; the first is at %s."
                            .formatted(kind, earlier.place()),
                    "Keep one of the two.");
        }
        slots.put(id.apply(value), new Slot<>(value, place, layer));
    }

    /// What follows replaces what is there.
    void nextLayer() {
        layer++;
    }

    /// All entries, once no two of them claim one name.
    List<T> values() {
        var owners = new TreeMap<String, Slot<T>>();
        for (var slot : slots.values()) {
            var all = new ArrayList<String>();
            all.add(id.apply(slot.value()));
            all.addAll(names.apply(slot.value()));
            for (var name : all) {
                var owner = owners.putIfAbsent(Catalog.nameKey(name), slot);
                if (owner != null && !same(owner, slot)) {
                    throw collision(name, slot, owner);
                }
            }
        }
        return slots.values().stream().map(Slot::value).toList();
    }

    private boolean same(Slot<T> one, Slot<T> other) {
        return id.apply(one.value()).equals(id.apply(other.value()));
    }

    private CatalogueException collision(String name, Slot<T> one, Slot<T> other) {
        boolean inOrder = one.layer() >= other.layer();
        var later = inOrder ? one : other;
        var earlier = inOrder ? other : one;
        return new CatalogueException(
                later.place(),
                "aliases",
                name,
                "The name already belongs to %s '%s' (%s)."
                        .formatted(kind, id.apply(earlier.value()), earlier.place()),
                "Drop the name here, or give this entry that id to replace the other.");
    }

    /// Complains about the first entry whose reference leads nowhere.
    <R> void check(String field, Function<T, @Nullable String> reference, Shelf<R> targets) {
        for (var slot : slots.values()) {
            var target = reference.apply(slot.value());
            if (target != null && !targets.slots.containsKey(target)) {
                throw new CatalogueException(
                        slot.place(),
                        field,
                        target,
                        "The %s '%s' names a %s that the catalogue does not have."
                                .formatted(kind, id.apply(slot.value()), field),
                        "Known: " + String.join(", ", targets.slots.keySet()) + ".");
            }
        }
    }
}
