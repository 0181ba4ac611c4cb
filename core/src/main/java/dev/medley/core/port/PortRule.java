package dev.medley.core.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One family of things that tie code to CUDA, and what becomes of it on every target.
///
/// @param note why it matters, in a sentence
/// @param byFile whether effort grows with the files it stands in rather than with the places
/// @param cells by target id, one for every target
public record PortRule(
        String id,
        String title,
        String note,
        boolean byFile,
        List<Sign> signs,
        Map<String, Cell> cells) {

    public PortRule {
        signs = List.copyOf(signs);
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    public Cell cell(Target target) {
        var cell = cells.get(target.id());
        if (cell == null) {
            throw new IllegalArgumentException(
                    "Rule '%s' says nothing of target '%s'.".formatted(id, target.id()));
        }
        return cell;
    }
}
