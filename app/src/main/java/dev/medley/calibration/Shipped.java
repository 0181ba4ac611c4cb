package dev.medley.calibration;

import dev.medley.core.fit.Phase;
import dev.medley.core.fit.serving.ServingPhase;
import dev.medley.core.fit.training.TrainingPhase;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What comes with Medley: the halves of the model and the rows they are calibrated with.
public final class Shipped {

    private static final String ROWS = "/calibration/measured.csv";

    /// What the shipped rows are, as the calibration made from them says it.
    public static final String SOURCE = "measured.csv of Medley's resources";

    private Shipped() {}

    /// Both halves of the model.
    public static List<Phase> phases() {
        return List.of(new ServingPhase(), new TrainingPhase());
    }

    /// The shipped rows.
    public static MeasuredRows rows(RowsReader reader) {
        try (var stream = Shipped.class.getResourceAsStream(ROWS)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + ROWS);
            }
            return reader.read(new InputStreamReader(stream, StandardCharsets.UTF_8), ROWS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
