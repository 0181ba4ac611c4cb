package dev.medley.calibration;

import dev.medley.calibration.Accuracy.Judged;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Phase;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Predicts measured rows with a calibration as it is, and says how far off it was.
public final class Validator {

    /// A row with its prediction.
    ///
    /// @param verdict `ok`, or why the configuration would have been called impossible
    public record Predicted(
            Measured measured, String group, double value, Band band, String verdict) {

        double logError() {
            return StrictMath.log(value / measured.value());
        }

        boolean inside() {
            return measured.value() >= band.low() && measured.value() <= band.high();
        }
    }

    /// How good the calibration is on some rows.
    ///
    /// @param rows rows in the file
    /// @param skipped rows not scored, by reason
    public record Report(
            int rows,
            List<Predicted> predicted,
            List<Skipped> skipped,
            SortedMap<String, Accuracy> groups,
            Accuracy overall) {

        /// How many rows were skipped for each reason.
        public SortedMap<String, Integer> reasons() {
            var counts = new TreeMap<String, Integer>();
            skipped.forEach(row -> counts.merge(row.reason(), 1, Integer::sum));
            return counts;
        }
    }

    private final List<Phase> phases;
    private final Calibration calibration;

    public Validator(List<Phase> phases, Calibration calibration) {
        this.phases = List.copyOf(phases);
        this.calibration = calibration;
    }

    /// Judges all rows.
    public Report judge(MeasuredRows rows) {
        var layout = calibration.layout();
        var theta = calibration.theta(layout);
        var predicted = new ArrayList<Predicted>();
        var skipped = new ArrayList<Skipped>(rows.skipped());
        for (var phase : phases) {
            var basis = new Basis(phase, layout, rows.rows());
            skipped.addAll(basis.skipped());
            for (var item : basis.items()) {
                var row = item.measured().row();
                double value = item.predictor().value(theta);
                if (!(value > 0) || Double.isInfinite(value)) {
                    skipped.add(new Skipped(row.line(), row.id(), "no finite prediction"));
                    continue;
                }
                var band =
                        calibration.band(
                                phase.name(),
                                item.group(),
                                row.chip().id(),
                                row.model().id(),
                                value);
                predicted.add(
                        new Predicted(
                                item.measured(),
                                item.group(),
                                value,
                                band,
                                item.predictor().verdict(theta)));
            }
        }
        predicted.sort(
                (a, b) -> Long.compare(a.measured().row().line(), b.measured().row().line()));
        var judged =
                predicted.stream()
                        .map(p -> new Judged(p.measured(), p.group(), p.logError(), p.inside()))
                        .toList();
        return new Report(
                rows.all(),
                predicted,
                skipped,
                Accuracy.byGroup(judged),
                Accuracy.of("all", judged));
    }
}
