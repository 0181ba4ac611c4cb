package dev.medley.core.fit;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Parameters as measured rows left them, with what is known about how good they are.
///
/// @param source what they were fitted to, in a sentence
/// @param values value by parameter name
/// @param bands 80 % half-widths by group
/// @param basis measured rows behind the parameters, by half and chip, as
///   `serving/nvidia-h100-sxm`, and by half, chip and model, as
///   `serving/nvidia-h100-sxm/llama3-70b`
public record Calibration(
        String source,
        SortedMap<String, Fitted> values,
        SortedMap<String, HalfWidth> bands,
        SortedMap<String, Integer> basis) {

    /// A parameter after fitting.
    ///
    /// @param value what rows left it at
    /// @param rows rows whose prediction depends on it
    public record Fitted(Parameter parameter, double value, int rows) {}

    /// Half-widths of an 80 % band in the logarithm of the rate, from rows left out of the fit.
    ///
    /// @param pair for a chip that has rows with this very model
    /// @param known for a chip that has rows with other models
    /// @param unknown for a chip that has none
    public record HalfWidth(double pair, double known, double unknown) {}

    /// Half-widths for a group that has no rows at all.
    private static final HalfWidth WIDE = new HalfWidth(0.35, 0.45, 0.8);

    public Calibration {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        bands = Collections.unmodifiableSortedMap(new TreeMap<>(bands));
        basis = Collections.unmodifiableSortedMap(new TreeMap<>(basis));
    }

    /// No rows at all: every parameter at its prior, and bands as wide as that deserves.
    public static Calibration none() {
        return new Calibration("none", new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /// Where the parameters stand; those of the list that were never fitted keep their priors.
    public Theta theta(Layout layout) {
        var array = layout.priors().toArray();
        List<Parameter> parameters = layout.parameters();
        for (int slot = 0; slot < array.length; slot++) {
            var fitted = values.get(parameters.get(slot).name());
            if (fitted != null) {
                array[slot] = fitted.value();
            }
        }
        return new Theta(array);
    }

    /// Every fitted parameter, in the order of names.
    public Layout layout() {
        return new Layout(values.values().stream().map(Fitted::parameter).toList());
    }

    /// Measured rows behind predictions for a chip in one half of the model.
    public int basisRows(String phase, String chip) {
        return basis.getOrDefault(phase + "/" + chip, 0);
    }

    /// Measured rows behind predictions for a chip with a model in one half of the model.
    public int basisRows(String phase, String chip, String model) {
        return basis.getOrDefault(phase + "/" + chip + "/" + model, 0);
    }

    /// Band around a rate; narrower where the same chip ran the same model.
    ///
    /// @param group as in [Phase.Prepared.Ready#group]
    public Band band(String phase, String group, String chip, String model, double rate) {
        int rows = basisRows(phase, chip);
        var widths = bands.getOrDefault(group, WIDE);
        double half = rows == 0 ? widths.unknown() : widths.known();
        if (basisRows(phase, chip, model) > 0) {
            half = widths.pair();
        }
        double factor = StrictMath.exp(half);
        return new Band(rate / factor, rate * factor, rows);
    }

    /// Band around a rate for a model of which nothing is known.
    public Band band(String phase, String group, String chip, double rate) {
        return band(phase, group, chip, "", rate);
    }
}
