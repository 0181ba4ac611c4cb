package dev.medley.core.fit.serving;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Theta;

/// Predicts a setup: batch from memory, slots and limits, then rate and latency of that batch.
///
/// Looks parameters up once, so that the same setup can be predicted under many parameters.
public final class ServingModel {

    /// Limits below this on time per token are tight: answers people watch being written.
    private static final double TIGHT_SECONDS = 0.15;

    private static final int HALVINGS = 18;

    private final Setup setup;
    private final ModelCost cost;
    private final Coefficients.Slots slots;

    public ServingModel(Setup setup, Layout layout) {
        this(setup, ModelCost.of(setup.model()), layout);
    }

    ServingModel(Setup setup, ModelCost cost, Layout layout) {
        this.setup = setup;
        this.cost = cost;
        slots = new Coefficients.Slots(layout, setup);
    }

    public Setup setup() {
        return setup;
    }

    /// The setup under its whole load.
    public Prediction predict(Theta theta) {
        var k = slots.under(theta);
        var iteration = new Iteration(setup, cost, k);
        var memory = MemoryUse.of(setup, cost, k);
        double batch = mostInFlight(memory);
        var limit = setup.tpotSeconds();
        if (limit != null) {
            double target = limit * (limit < TIGHT_SECONDS ? k.tightLimit() : k.looseLimit());
            batch = largestWithin(iteration, batch, target);
        }
        return at(iteration, memory, k, batch);
    }

    /// The setup with so many sequences in flight at most.
    public Prediction predict(Theta theta, double sequences) {
        var k = slots.under(theta);
        var iteration = new Iteration(setup, cost, k);
        var memory = MemoryUse.of(setup, cost, k);
        return at(iteration, memory, k, Math.min(sequences, mostInFlight(memory)));
    }

    /// Seconds per token when so many sequences decode and nothing is prefilled.
    public double decodeSeconds(Theta theta, double sequences) {
        var k = slots.under(theta);
        return new Iteration(setup, cost, k).decode(sequences).total() / k.rate();
    }

    /// Seconds to prefill so many prompts together.
    public double prefillSeconds(Theta theta, double prompts) {
        var k = slots.under(theta);
        return new Iteration(setup, cost, k).prefill(prompts).total() / k.rate();
    }

    /// Bytes missing per device before one sequence can run at all, or zero.
    public double missingBytes(Theta theta) {
        var memory = MemoryUse.of(setup, cost, slots.under(theta));
        return memory.missing(memory.perSequence());
    }

    private double mostInFlight(MemoryUse memory) {
        double ranks = setup.ranks();
        double most = Math.min(memory.sequences(), setup.slots() * ranks);
        return Math.max(1, Math.min(most, setup.requests()));
    }

    private double largestWithin(Iteration iteration, double most, double target) {
        if (iteration.steady(most).total() <= target) {
            return most;
        }
        double low = 0.2;
        double high = most;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (iteration.steady(middle).total() > target) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private Prediction at(Iteration iteration, MemoryUse memory, Coefficients k, double batch) {
        var terms = iteration.steady(batch);
        double step = terms.total();
        double out = setup.outputTokens();
        double tokens = batch / step;
        if (!Double.isInfinite(setup.requests())) {
            tokens = finite(iteration, batch, step);
        }
        double rate = tokens * k.rate() * setup.replicas();
        double perRank = batch / setup.ranks();
        return new Prediction(
                rate,
                rate / out,
                batch,
                iteration.prefill(1).total() / k.rate() + step / k.rate(),
                step / k.rate(),
                terms,
                memory.with(Math.min(perRank * setup.ranks(), memory.sequences())),
                memory.missing(memory.perSequence()));
    }

    /// Tokens per second of a finite queue: whole waves at the full batch, then what is left over.
    private double finite(Iteration iteration, double batch, double step) {
        double requests = setup.requests();
        double waves = Math.floor(requests / batch + 1e-9);
        double rest = requests - waves * batch;
        double time = waves * step;
        if (rest > 0.5) {
            time += iteration.steady(rest).total();
        }
        return requests / time;
    }
}
