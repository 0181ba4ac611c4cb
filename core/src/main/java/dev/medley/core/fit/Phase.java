package dev.medley.core.fit;

import java.util.List;

/// A half of the performance model that measured rows can calibrate and validate: serving,
/// training.
public interface Phase {

    /// Short name, the first part of its parameters' names: `serving`.
    String name();

    /// Whether rows of this phase (the rows file's `phase` column) are this half's.
    boolean covers(String phase);

    /// How little more rows of one pair of chip and model count: each of n weighs n^-crowding.
    default double crowding() {
        return 0.25;
    }

    /// Parameters that these rows can inform: the common ones always, then offsets of the chips,
    /// families and software among the rows, in a stable order.
    List<Parameter> parameters(List<Row> rows);

    /// Reads a row's configuration once, so that it can be predicted many times.
    Prepared prepare(Row row, Layout layout);

    /// What became of a row.
    sealed interface Prepared {

        /// It can be predicted.
        ///
        /// @param group rows that are reported together: `serve_offline/dense`
        /// @param predictor the prediction in the row's own metric and unit
        record Ready(String group, Predictor predictor) implements Prepared {}

        /// It cannot be predicted.
        ///
        /// @param reason short, without figures of the row, so that equal reasons count together:
        ///   `metric not modelled: system_power_avg`
        record Unusable(String reason) implements Prepared {}
    }

    /// Predicts one prepared row under any parameters. Must be pure, finite and positive.
    interface Predictor {

        /// The figure in the row's unit.
        double value(Theta theta);

        /// `ok`, or why Medley would have called this configuration impossible
        /// (`too-little-memory`). A row that ran and is called impossible is still predicted.
        String verdict(Theta theta);
    }
}
