package dev.medley.cli;

import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.SortedMap;

/// Catalogue figures as text and as JSON; an unknown one is a dash, never a zero.
final class Figures {

    static final String UNKNOWN = "-";

    private Figures() {}

    /// Up to five significant digits, with thousands apart.
    static String plain(@Nullable Number value) {
        if (value == null) {
            return UNKNOWN;
        }
        var rounded = new BigDecimal(value.toString()).round(new MathContext(5));
        return rounded.stripTrailingZeros().scale() <= 0
                ? String.format(Locale.ROOT, "%,d", rounded.toBigInteger())
                : rounded.stripTrailingZeros().toPlainString();
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static void peaks(Json json, SortedMap<Precision, Double> peaks) {
        json.block(
                "denseTflops",
                block -> peaks.forEach((precision, peak) -> block.number(name(precision), peak)));
    }

    static void provenance(Json json, Provenance provenance) {
        json.text("source", provenance.source());
        json.text("date", provenance.date());
        json.text("confidence", name(provenance.confidence()));
        json.text("note", provenance.note());
    }

    static void notes(Json json, SortedMap<String, Provenance> notes) {
        json.block(
                "figures",
                block ->
                        notes.forEach(
                                (figure, provenance) ->
                                        block.block(figure, one -> provenance(one, provenance))));
    }
}
