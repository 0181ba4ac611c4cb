package dev.medley.core.fit.training;

import dev.medley.core.catalog.Precision;
import dev.medley.core.work.TrainingJob.Method;

/// One way to run a training step.
///
/// @param devices devices in all
/// @param microbatch sequences that one replica takes through the model at once
/// @param globalBatch sequences per optimizer step over all replicas
/// @param sequenceLength tokens per sequence
/// @param precision of matrix products
public record TrainingConfiguration(
        ModelFigures model,
        ChipFigures chip,
        int devices,
        Degrees degrees,
        int microbatch,
        double globalBatch,
        int sequenceLength,
        Precision precision,
        Method method,
        Software software,
        Sharding sharding,
        Recompute recompute) {

    /// Degrees of parallelism.
    ///
    /// @param tensor TP
    /// @param pipeline PP
    /// @param data replicas
    /// @param expert EP, spread over tensor, context and data parallel devices
    /// @param context CP
    /// @param virtualStages stages that one device holds of an interleaved pipeline, 1 for a plain
    ///   one
    public record Degrees(
            int tensor, int pipeline, int data, int expert, int context, int virtualStages) {

        /// Devices that one replica takes.
        public int replicaDevices() {
            return tensor * pipeline * context;
        }
    }

    public TrainingConfiguration {
        positive("devices", devices);
        positive("microbatch", microbatch);
        positive("sequenceLength", sequenceLength);
        if (!(globalBatch > 0) || Double.isInfinite(globalBatch)) {
            throw new IllegalArgumentException(
                    "The globalBatch (%s) of a training configuration must be positive and finite."
                            .formatted(globalBatch));
        }
        if ((long) degrees.replicaDevices() * degrees.data() > devices) {
            throw new IllegalArgumentException(
                    "Degrees TP %d x PP %d x CP %d x DP %d need more than %d devices."
                            .formatted(
                                    degrees.tensor(),
                                    degrees.pipeline(),
                                    degrees.context(),
                                    degrees.data(),
                                    devices));
        }
    }

    /// Microbatches that one replica takes per step; not whole when replicas get unequal ones.
    public double microbatches() {
        return Math.max(1, globalBatch / ((double) degrees.data() * microbatch));
    }

    /// Whether only low-rank adapters are trained.
    public boolean adapters() {
        return method == Method.LORA;
    }

    /// Tokens of one microbatch that one device sees.
    double deviceTokens() {
        return (double) microbatch * sequenceLength / degrees.context();
    }

    private static void positive(String field, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "The %s (%d) of a training configuration must be positive."
                            .formatted(field, value));
        }
    }
}
