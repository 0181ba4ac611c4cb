package dev.medley.core.fit.training;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Memory;

/// Memory of the fullest device while training, in bytes.
///
/// State follows mixed precision: 2 bytes of parameter, 4 (or 2) of gradient, 12 of optimizer each
/// (fp32 copy and two moments), or 16 in all where parameters are spread in fp32. Activations
/// follow Korthikanti et al. (arXiv:2205.05198), split by what each part stems from, so that
/// grouped heads and gated blocks count right: for a plain layer it gives their 34 bytes per token
/// and hidden unit.
///
/// @param parameters parameters, and what is gathered of them at a time
/// @param gradients gradients
/// @param optimizer optimizer state
/// @param keptActivations activations if nothing is computed again
/// @param leastActivations activations if every layer is computed again from its input
/// @param workspace logits of the loss, and what the runtime takes
/// @param capacity memory of the device
/// @param recomputed share of the layers computed again, 0 to 1
public record TrainingMemory(
        double parameters,
        double gradients,
        double optimizer,
        double keptActivations,
        double leastActivations,
        double workspace,
        double capacity,
        double recomputed) {

    /// Of the memory that a device reports, this share can be used before allocation fails.
    private static final double USABLE = 0.96;

    /// Runtime, communication buffers and kernels' own workspace.
    private static final double RUNTIME_BYTES = 2e9;

    /// Frozen weights stay in 16 bit and are cast on their way into 8-bit products: tuned runs of
    /// 70 billion parameters take TP 4 on 80 GB, TP 2 on 141 GB and none on 180 GB (names of the
    /// configuration files of MLPerf Training 4.0 to 5.1).
    private static final double FROZEN_BYTES = 2;

    /// 8-bit training keeps inputs of products in 8 bit: 0.7 of the 16-bit bytes.
    private static final double EIGHT_BIT_ACTIVATIONS = 0.7;

    /// Bytes a loss keeps per logit: 16-bit logits and 32-bit probabilities.
    private static final double LOGIT_BYTES = 6;

    /// With 32-bit gradients, or with 16-bit ones where nothing else makes it fit, as frameworks
    /// offer and tight runs use.
    public static TrainingMemory of(TrainingConfiguration c) {
        var memory = of(c, 4);
        boolean narrows = !memory.fits() && memory.gradients > 0 && !c.sharding().gathers();
        return narrows ? of(c, 2) : memory;
    }

    private static TrainingMemory of(TrainingConfiguration c, int gradientBytes) {
        var model = c.model();
        var degrees = c.degrees();
        double tensor = degrees.tensor();
        double pipeline = degrees.pipeline();
        double common =
                model.commonParams() / tensor / pipeline
                        + model.embeddingParams()
                                / tensor
                                * (degrees.pipeline() == 1 && !model.tied() ? 2 : 1);
        double experts = model.expertParams() / degrees.expert() / pipeline;
        double parameters;
        double gradients = 0;
        double optimizer = 0;
        if (c.adapters()) {
            parameters = FROZEN_BYTES * (common + experts);
            if (c.sharding() == Sharding.PARAMETERS) {
                parameters /= c.devices() / (tensor * pipeline);
            }
        } else if (c.sharding().gathers()) {
            double share = model.totalParams() / c.devices();
            parameters = 4 * share + 4 * model.totalParams() / model.layers() / tensor;
            gradients = 4 * share;
            optimizer = 8 * share;
        } else {
            boolean sharded = c.sharding() == Sharding.OPTIMIZER;
            double replicas = sharded ? degrees.data() * degrees.context() : 1;
            double copies = sharded ? Math.max(1, c.devices() / (pipeline * degrees.expert())) : 1;
            parameters = 2 * (common + experts);
            gradients = gradientBytes * (common + experts);
            optimizer = 12 * (common / replicas + experts / copies);
        }
        double logits = c.deviceTokens() / tensor * model.vocabulary() * LOGIT_BYTES;
        double workspace = logits * (degrees.pipeline() > 1 ? 0.5 : 1) + RUNTIME_BYTES;
        return settle(c, parameters, gradients, optimizer, workspace);
    }

    /// How many layers are computed again: as declared, else as many as memory asks for.
    private static TrainingMemory settle(
            TrainingConfiguration c,
            double parameters,
            double gradients,
            double optimizer,
            double workspace) {
        double kept = keptActivations(c, true);
        double least = leastActivations(c);
        double capacity = c.chip().memoryBytes();
        double room = USABLE * capacity - parameters - gradients - optimizer - workspace;
        double recomputed =
                switch (c.recompute()) {
                    case KEEP_SCORES, NONE -> 0.0;
                    case FULL -> 1.0;
                    case AS_NEEDED ->
                            Math.clamp((kept - room) / Math.max(1, kept - least), 0.0, 1.0);
                };
        return new TrainingMemory(
                parameters, gradients, optimizer, kept, least, workspace, capacity, recomputed);
    }

    /// Activations without recomputation.
    ///
    /// @param sequenceParallel whether tensor-parallel devices split what lies between products too
    static double keptActivations(TrainingConfiguration c, boolean sequenceParallel) {
        var model = c.model();
        double tensor = c.degrees().tensor();
        double between = 10 * model.hidden();
        // Products with frozen weights need no inputs in the backward pass, only gates do.
        double matrices = c.adapters() ? model.matrices() - 1 : model.matrices();
        double within =
                2 * (model.queryWidth() + model.valueWidth() + model.kvWidth())
                        + 2 * model.innerColumns() / model.layers() * matrices
                        + 4 * model.perToken() * model.sentWidth();
        if (c.recompute() == Recompute.KEEP_SCORES) {
            within += 5 * model.heads() * c.sequenceLength();
        }
        double perToken = within / tensor + between / (sequenceParallel ? tensor : 1);
        double eightBit = c.precision() == Precision.BF16 ? 1 : EIGHT_BIT_ACTIVATIONS;
        return c.deviceTokens() * perToken * eightBit * model.layers() * inFlight(c);
    }

    private static double leastActivations(TrainingConfiguration c) {
        double inputs = c.deviceTokens() / c.degrees().tensor() * c.model().hidden() * 2;
        return inputs * c.model().layers() * inFlight(c);
    }

    /// Share of the model's layers times microbatches that the first stage holds: one model's worth
    /// under one-forward-one-backward, more when stages interleave.
    private static double inFlight(TrainingConfiguration c) {
        double stages = c.degrees().pipeline();
        int interleaved = c.degrees().virtualStages();
        return stages > 1 && interleaved > 1 ? 1 + (stages - 1) / (stages * interleaved) : 1;
    }

    /// Activations after recomputation.
    public double activations() {
        return keptActivations + recomputed * (leastActivations - keptActivations);
    }

    /// Parameters, gradients and optimizer together.
    public double state() {
        return parameters + gradients + optimizer;
    }

    /// Bytes missing even when every layer is computed again; 0 or less when it fits.
    public double missing() {
        double activations = Math.min(leastActivations, activations());
        return state() + workspace + activations - USABLE * capacity;
    }

    /// Whether it runs at all.
    public boolean fits() {
        return missing() <= 0;
    }

    /// As every fit reports it.
    public Memory toMemory() {
        return new Memory(capacity, state(), activations(), workspace);
    }
}
