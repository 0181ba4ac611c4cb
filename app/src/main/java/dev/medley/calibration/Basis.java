package dev.medley.calibration;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Parameter;
import dev.medley.core.fit.Phase;
import dev.medley.core.fit.Phase.Prepared;
import dev.medley.core.fit.Theta;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Rows of one phase, read and ready to be predicted.
final class Basis {

    /// One row.
    ///
    /// @param logValue natural logarithm of the measured figure
    record Item(Measured measured, String group, Phase.Predictor predictor, double logValue) {

        double error(Theta theta) {
            return StrictMath.log(predictor.value(theta)) - logValue;
        }
    }

    private final Phase phase;
    private final Layout layout;
    private final List<Item> items = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /// Prepares the rows that a phase covers.
    ///
    /// @param fitted rows that parameters are made for; offsets of others stay at 1
    Basis(Phase phase, List<Parameter> facts, List<Measured> fitted, List<Measured> rows) {
        this(phase, layout(phase, facts, fitted), rows);
    }

    Basis(Phase phase, Layout layout, List<Measured> rows) {
        this.phase = phase;
        this.layout = layout;
        for (var measured : rows) {
            var row = measured.row();
            if (!phase.covers(row.phase())) {
                continue;
            }
            switch (phase.prepare(row, layout)) {
                case Prepared.Ready ready ->
                        items.add(
                                new Item(
                                        measured,
                                        ready.group(),
                                        ready.predictor(),
                                        StrictMath.log(measured.value())));
                case Prepared.Unusable unusable ->
                        skipped.add(new Skipped(row.line(), row.id(), unusable.reason()));
            }
        }
    }

    private static Layout layout(Phase phase, List<Parameter> facts, List<Measured> fitted) {
        var rows =
                fitted.stream()
                        .map(Measured::row)
                        .filter(row -> phase.covers(row.phase()))
                        .toList();
        var parameters = new ArrayList<Parameter>(facts);
        parameters.addAll(phase.parameters(rows));
        return new Layout(parameters);
    }

    Phase phase() {
        return phase;
    }

    Layout layout() {
        return layout;
    }

    List<Item> items() {
        return items;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    /// Weight of each row: those of crowded pairs of chip and model count less.
    double[] weights(List<Item> chosen) {
        var count = new TreeMap<String, Integer>();
        for (var item : chosen) {
            count.merge(item.measured().pair(), 1, Integer::sum);
        }
        var weights = new double[chosen.size()];
        for (int i = 0; i < weights.length; i++) {
            int n = count.getOrDefault(chosen.get(i).measured().pair(), 1);
            weights[i] = StrictMath.pow(n, -phase.crowding());
        }
        return weights;
    }
}
