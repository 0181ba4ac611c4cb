package dev.medley.core.fit.training;

import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Layout;
import dev.medley.core.fit.training.TrainingParameters.Slots;
import dev.medley.core.fit.training.TrainingParameters.Subject;

import java.util.LinkedHashMap;

/// What fits under one calibration share: its parameters as each subject sees them, looked up once.
/// For one thread.
public final class TrainingBasis {

    private final Calibration calibration;
    private final LinkedHashMap<Subject, Settings> known = new LinkedHashMap<>();

    public TrainingBasis(Calibration calibration) {
        this.calibration = calibration;
    }

    Calibration calibration() {
        return calibration;
    }

    Settings settings(Subject subject) {
        return known.computeIfAbsent(subject, this::lookUp);
    }

    private Settings lookUp(Subject subject) {
        var layout = new Layout(TrainingParameters.ofOne(subject));
        return Settings.of(calibration.theta(layout), new Slots(layout, subject));
    }
}
