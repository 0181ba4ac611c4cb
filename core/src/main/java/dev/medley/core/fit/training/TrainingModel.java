package dev.medley.core.fit.training;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Theta;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.fit.training.TrainingParameters.Subject;

/// Predicts training steps under given parameters.
public final class TrainingModel {

    private final Layout layout;
    private final Theta theta;

    /// @param layout where parameters stand; offsets it lacks leave a prediction alone
    public TrainingModel(Layout layout, Theta theta) {
        this.layout = layout;
        this.theta = theta;
    }

    /// What one configuration gives.
    ///
    /// @param tokensPerSecond trained tokens per second and device
    /// @param stepSeconds seconds of one optimizer step
    /// @param watts power of one device with its share of the node
    public record Prediction(
            TrainingConfiguration configuration,
            double tokensPerSecond,
            double stepSeconds,
            TimeTerms terms,
            TrainingMemory memory,
            double watts) {}

    /// Steps are priced whether or not they fit into memory; the memory says which do.
    public Prediction predict(TrainingConfiguration configuration) {
        return predict(configuration, settings(subject(configuration)));
    }

    Prediction predict(TrainingConfiguration configuration, Settings settings) {
        var step = new TrainingStep(configuration);
        var terms = step.terms(settings);
        double seconds = terms.total();
        return new Prediction(
                configuration,
                rate(configuration, seconds),
                seconds,
                terms,
                step.memory(),
                TrainingPower.watts(configuration.chip(), terms));
    }

    Settings settings(Subject subject) {
        return Settings.of(theta, new TrainingParameters.Slots(layout, subject));
    }

    /// What a configuration's offsets hang on.
    public static Subject subject(TrainingConfiguration c) {
        var chip = c.chip();
        return new Subject(
                chip.id(), chip.family(), c.software(), c.model().id(), c.model().isMoe());
    }

    /// Tokens per second and device of a step that takes so long.
    static double rate(TrainingConfiguration c, double seconds) {
        double sequences = c.microbatches() * c.microbatch() * c.degrees().data();
        return sequences * c.sequenceLength() / seconds / c.devices();
    }
}
