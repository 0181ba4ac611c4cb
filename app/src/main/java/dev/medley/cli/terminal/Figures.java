package dev.medley.cli.terminal;

import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.SortedMap;

/// Catalogue figures as text and as JSON; an unknown one is a dash, never a zero.
public final class Figures {

    public static final String UNKNOWN = "-";

    private Figures() {}

    /// Thousands apart; whole numbers in full, others to five significant digits.
    public static String plain(@Nullable Number value) {
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

    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static void peaks(Json json, SortedMap<Precision, Double> peaks) {
        json.block(
                "denseTflops",
                block -> peaks.forEach((precision, peak) -> block.number(name(precision), peak)));
    }

    public static void provenance(Json json, Provenance provenance) {
        json.text("source", provenance.source());
        json.text("date", provenance.date());
        json.text("confidence", name(provenance.confidence()));
        json.text("note", provenance.note());
    }

    public static void notes(Json json, SortedMap<String, Provenance> notes) {
        json.block(
                "figures",
                block ->
                        notes.forEach(
                                (figure, provenance) ->
                                        block.block(figure, one -> provenance(one, provenance))));
    }
}
