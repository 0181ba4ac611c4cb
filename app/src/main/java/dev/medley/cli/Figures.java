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

    /// Thousands apart; whole numbers in full, others to five significant digits.
    static String plain(@Nullable Number value) {
        if (value == null) {
            return UNKNOWN;
        }
        var exact = new BigDecimal(value.toString()).stripTrailingZeros();
        var shown = exact.scale() <= 0 ? exact : exact.round(new MathContext(5));
        return grouped(shown.stripTrailingZeros().toPlainString());
    }

    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        var text = new StringBuilder(digits);
        for (int at = (point < 0 ? digits.length() : point) - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
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
