package dev.medley.core.fit.serving;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Theta;

/// A setup whose parameters are looked up once, so that it can be predicted under many of them.
public final class ServingModel {

    private final Setup setup;
    private final ModelCost cost;
    private final Coefficients.Slots slots;

    public ServingModel(Setup setup, Layout layout) {
        this.setup = setup;
        cost = ModelCost.of(setup.model());
        slots = new Coefficients.Slots(layout, setup);
    }

    public Setup setup() {
        return setup;
    }

    /// The setup under its whole load.
    public Prediction predict(Theta theta) {
        return under(theta).predict();
    }

    /// The setup with so many sequences in flight at most.
    public Prediction predict(Theta theta, double sequences) {
        return under(theta).predict(sequences);
    }

    /// Seconds per token when so many sequences decode and nothing is prefilled.
    public double decodeSeconds(Theta theta, double sequences) {
        return under(theta).decodeSeconds(sequences);
    }

    /// Seconds to prefill so many prompts together.
    public double prefillSeconds(Theta theta, double prompts) {
        return under(theta).prefillSeconds(prompts);
    }

    /// Bytes missing per device before one sequence can run at all, or zero.
    public double missingBytes(Theta theta) {
        return under(theta).missingBytes();
    }

    private Replica under(Theta theta) {
        return new Replica(setup, cost, slots.under(theta));
    }
}
