package dev.medley.core.compare;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What subjects are asked to do with a model, so that their rates can be compared.
///
/// @param weights precision of weights, or null to take the best that each chip offers
/// @param inputTokens mean prompt when serving
/// @param outputTokens mean answer when serving
/// @param ttftMs limit on time to first token when serving, or null without one
/// @param tpotMs limit on time per output token when serving, or null without one
/// @param sequenceLength tokens per sequence when training
/// @param batchTokens tokens per optimizer step when training
public record Load(
        Model model,
        @Nullable Precision weights,
        double inputTokens,
        double outputTokens,
        @Nullable Double ttftMs,
        @Nullable Double tpotMs,
        int sequenceLength,
        double batchTokens) {

    /// Parts of a model's life that rates are predicted for.
    public enum Phase {
        /// Prompts alone.
        PREFILL("prompt tokens/s"),
        /// Answers alone.
        DECODE("answer tokens/s"),
        /// Prompts and answers together, within limits where there are any.
        SERVE("answer tokens/s"),
        /// All parameters from scratch.
        TRAIN("trained tokens/s"),
        /// Adapters beside frozen weights.
        LORA("trained tokens/s");

        private final String unit;

        Phase(String unit) {
            this.unit = unit;
        }

        public boolean isTraining() {
            return this == TRAIN || this == LORA;
        }

        /// What rates of this phase count.
        public String unit() {
            return unit;
        }
    }

    private static final double NO_TOKENS_LEFT = 1e9;

    private static final Terms NOBODYS = Terms.nobodys("comparison");

    /// Units of the phase in one request.
    double perRequest(Phase phase) {
        return phase == Phase.PREFILL ? inputTokens : outputTokens;
    }

    InferenceService service() {
        return new InferenceService(
                NOBODYS,
                List.of(new Variant(model, weights, 1)),
                0,
                1,
                inputTokens,
                outputTokens,
                0,
                ttftMs,
                tpotMs);
    }

    TrainingJob training(TrainingJob.Method method, int mostDevices) {
        return new TrainingJob(
                NOBODYS,
                List.of(new Variant(model, weights, 1)),
                0,
                method,
                NO_TOKENS_LEFT,
                sequenceLength,
                batchTokens,
                null,
                1,
                mostDevices);
    }
}
