package dev.medley.core.fit.serving;

import dev.medley.core.fit.TimeTerms;

import java.util.function.DoubleFunction;

/// One replica of a setup under one set of parameters: batch from memory, slots and limits, then
/// rate and latency of that batch.
final class Replica {

    /// Limits below this on time per token are tight: answers people watch being written.
    private static final double TIGHT_SECONDS = 0.15;

    private static final double LEAST_SEQUENCES = 0.1;

    private static final int MOST_STEPS = 60;

    /// So close to a limit that parameters can be fitted through it.
    private static final double SMOOTH = 1e-10;

    /// Close enough to choose a shape by.
    private static final double CLOSE = 1e-4;

    private final Setup setup;
    private final Coefficients k;
    private final Iteration iteration;
    private final MemoryUse memory;

    /// To prefill one prompt alone; not a number until somebody asks.
    private double prefillSeconds = Double.NaN;

    Replica(Setup setup, ModelCost cost, Coefficients coefficients) {
        this.setup = setup;
        this.k = coefficients;
        iteration = new Iteration(setup, cost, k);
        memory = MemoryUse.of(setup, cost, k);
    }

    Setup setup() {
        return setup;
    }

    /// The setup under its whole load.
    Prediction predict() {
        double batch = mostInFlight();
        var limit = setup.tpotSeconds();
        return at(
                limit == null
                        ? batch
                        : largestWithin(iteration::steady, batch, averageOf(limit), SMOOTH));
    }

    /// The setup with so many sequences in flight at most.
    Prediction predict(double sequences) {
        return at(Math.min(sequences, mostInFlight()));
    }

    /// The setup when no iteration may take longer than this on average.
    Prediction within(double stepSeconds) {
        double target = stepSeconds * k.rate();
        return at(largestWithin(iteration::steady, mostInFlight(), target, CLOSE));
    }

    /// Whether it surely serves fewer requests per second than these when no iteration may take
    /// longer than this on average. The batch that would be needed says so in one look: an
    /// iteration with it takes longer, by more than batches are searched to.
    boolean servesLessThan(double requestsPerSecond, double stepSeconds) {
        double target = stepSeconds * k.rate();
        double tokens = requestsPerSecond * setup.outputTokens() / k.rate();
        double batch = tokens * target * (1 - 3 * CLOSE);
        return batch > LEAST_SEQUENCES
                && batch < mostInFlight()
                && iteration.steady(batch).total() > target * (1 + 2 * CLOSE);
    }

    /// Share of a limit on time per token that iterations take on average when the slowest answers
    /// just keep it. Grows with the limit: tight ones are used more fully, and a looser one never
    /// less.
    double averageOf(double tpotSeconds) {
        double tight = k.tightLimit() * Math.min(tpotSeconds, TIGHT_SECONDS);
        return Math.max(tight, k.looseLimit() * tpotSeconds);
    }

    /// Seconds per token when so many sequences decode and nothing is prefilled.
    double decodeSeconds(double sequences) {
        return iteration.decode(sequences).total() / k.rate();
    }

    /// The most load when prompts are prefilled elsewhere and no iteration may take longer than
    /// this.
    Prediction decodingWithin(double stepSeconds) {
        double most = mostInFlight();
        double batch =
                Double.isInfinite(stepSeconds)
                        ? most
                        : largestWithin(iteration::decode, most, stepSeconds * k.rate(), CLOSE);
        var terms = iteration.decode(batch);
        return prediction(batch, terms, batch / terms.total());
    }

    /// Bytes of cache of one prompt, over all devices.
    double promptBytes() {
        return memory.perSequence() * setup.devices();
    }

    /// Where the time goes when so many prompts are prefilled together.
    TimeTerms prefill(double prompts) {
        return iteration.prefill(prompts);
    }

    /// Seconds to prefill one prompt alone.
    double prefillSeconds() {
        if (Double.isNaN(prefillSeconds)) {
            prefillSeconds = prefillSeconds(1);
        }
        return prefillSeconds;
    }

    /// Seconds to prefill so many prompts together.
    double prefillSeconds(double prompts) {
        return prefill(prompts).total() / k.rate();
    }

    /// Bytes missing per device before one sequence can run at all, or zero.
    double missingBytes() {
        return memory.missing(memory.perSequence());
    }

    private double mostInFlight() {
        double ranks = setup.ranks();
        double most = Math.min(memory.sequences(), setup.limits().slots() * ranks);
        double rowsEach = 1 + setup.freshTokens() / setup.outputTokens();
        most = Math.min(most, setup.limits().tokens() * ranks / rowsEach);
        return Math.max(1, Math.min(most, setup.requests()));
    }

    /// The most sequences whose iteration takes no longer than a target, but for a share: a
    /// bracketed secant (the Illinois method) on logarithms.
    private static double largestWithin(
            DoubleFunction<TimeTerms> step, double most, double target, double tolerance) {
        double low = StrictMath.log(LEAST_SEQUENCES);
        double atLow = excess(step, LEAST_SEQUENCES, target);
        double high = StrictMath.log(most);
        double atHigh = excess(step, most, target);
        if (atHigh <= 0) {
            return most;
        } else if (atLow >= 0) {
            return LEAST_SEQUENCES;
        }
        double x = LEAST_SEQUENCES;
        for (int i = 0; i < MOST_STEPS; i++) {
            double logX = low + (high - low) * atLow / (atLow - atHigh);
            x = StrictMath.exp(logX);
            double at = excess(step, x, target);
            if (Math.abs(at) < tolerance) {
                break;
            } else if (at > 0) {
                high = logX;
                atHigh = at;
                atLow /= 2;
            } else {
                low = logX;
                atLow = at;
                atHigh /= 2;
            }
        }
        return x;
    }

    private static double excess(DoubleFunction<TimeTerms> step, double sequences, double target) {
        return StrictMath.log(step.apply(sequences).total() / target);
    }

    private Prediction at(double batch) {
        var terms = iteration.steady(batch);
        double step = terms.total();
        double tokens = batch / step;
        if (!Double.isInfinite(setup.requests())) {
            tokens = finite(batch, step);
        }
        return prediction(batch, terms, tokens);
    }

    private Prediction prediction(double batch, TimeTerms terms, double tokens) {
        double step = terms.total();
        double out = setup.outputTokens();
        double rate = tokens * k.rate() * setup.replicas();
        double perRank = batch / setup.ranks();
        return new Prediction(
                rate,
                rate / out,
                batch,
                prefillSeconds() + step / k.rate(),
                step / k.rate(),
                terms,
                memory.with(Math.min(perRank * setup.ranks(), memory.sequences())),
                memory.missing(memory.perSequence()));
    }

    /// Tokens per second of a finite queue: whole waves at the full batch, then what is left over.
    private double finite(double batch, double step) {
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
