package dev.medley.live;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What decisions are made with from some entry on: whoever has it can make them again.
///
/// @param version Medley's own
/// @param pools ids of the setup's pools, in the setup's order
/// @param settings what was said beside the documents and decisions depend on, as `date`
/// @param documents their text by the name that they were read under
/// @param files text of other files that decisions depend on, as `catalog/chips/own.yaml`; the part
///   before the first slash says what they are
public record Epoch(
        String version,
        List<String> pools,
        SortedMap<String, String> settings,
        SortedMap<String, String> documents,
        SortedMap<String, String> files) {

    public Epoch {
        pools = List.copyOf(pools);
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
