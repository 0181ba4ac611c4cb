package dev.medley.core.compare;

import dev.medley.core.catalog.Chip.Range;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Figures of one subject as they are gathered, measure by measure.
final class Sheet {

    private static final List<Precision> PEAKS =
            List.of(Precision.BF16, Precision.FP8, Precision.INT8, Precision.FP4);

    private final List<Figure> figures = new ArrayList<>();
    private final Provenance whole;
    private final SortedMap<String, Provenance> notes;

    Sheet(Provenance whole, SortedMap<String, Provenance> notes) {
        this.whole = whole;
        this.notes = notes;
    }

    List<Figure> figures() {
        return figures;
    }

    /// A figure of the entry itself, under the field's name there.
    boolean stated(Measure measure, String field, @Nullable Range range, String note) {
        if (range != null) {
            figures.add(new Figure(measure, range, Figure.Basis.STATED, provenance(field), note));
        }
        return range != null;
    }

    /// A figure that follows from others.
    boolean derived(Measure measure, @Nullable Double value, Provenance provenance, String how) {
        if (value != null) {
            var range = new Range(value, value);
            figures.add(new Figure(measure, range, Figure.Basis.DERIVED, provenance, how));
        }
        return value != null;
    }

    void unknown(Measure measure, String field) {
        var note = notes.get(field);
        var gap = note == null || note.note().isEmpty() ? "not published" : note.note();
        figures.add(Figure.unknown(measure, gap));
    }

    void addAll(List<Figure> others) {
        figures.addAll(others);
    }

    /// Peaks that somebody has published for it, in a fixed order.
    static List<Precision> peaks() {
        return PEAKS;
    }

    Provenance provenance(String field) {
        var own = notes.get(field);
        return own == null ? whole : own;
    }

    static @Nullable Range exactly(@Nullable Double value) {
        return value == null ? null : new Range(value, value);
    }

    /// Compute, memory and bandwidth per watt and per million USD, where both are known.
    void efficiency() {
        var power = find(Measure.POWER);
        var price = find(Measure.PRICE);
        var tops = List.of(Measure.peak(Precision.BF16), Measure.MEMORY, Measure.BANDWIDTH);
        for (var measure : tops) {
            quotient(measure.perWatt(), find(measure), power, 1);
        }
        quotient(Measure.peak(Precision.BF16).perMillion(), find(tops.getFirst()), price, 1e6);
    }

    private void quotient(
            Measure measure, @Nullable Figure over, @Nullable Figure under, double scale) {
        var ratio = over == null || under == null ? null : over.over(under);
        if (ratio == null || over == null || under == null || under.provenance() == null) {
            figures.add(Figure.unknown(measure, "needs both figures"));
            return;
        }
        var range = new Range(ratio.low() * scale, ratio.high() * scale);
        var how = "%s over %s".formatted(over.measure().title(), under.measure().title());
        figures.add(new Figure(measure, range, Figure.Basis.DERIVED, under.provenance(), how));
    }

    private @Nullable Figure find(Measure measure) {
        return figures.stream().filter(f -> f.measure().equals(measure)).findFirst().orElse(null);
    }
}
