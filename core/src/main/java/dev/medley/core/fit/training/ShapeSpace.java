package dev.medley.core.fit.training;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.training.TrainingConfiguration.Degrees;
import dev.medley.core.work.TrainingJob.Method;

import java.util.ArrayList;
import java.util.List;

/// Every way worth trying to lay a training step on a number of devices, within what is given.
///
/// @param sequences sequences per optimizer step; 0 leaves [#SILENT_MICROBATCHES] per replica
/// @param given what is fixed beforehand
/// @param longestTensor largest tensor-parallel degree
/// @param context whether sequences may be split over devices
public record ShapeSpace(
        ModelFigures model,
        ChipFigures chip,
        int devices,
        double sequences,
        int sequenceLength,
        Precision precision,
        Method method,
        Software software,
        Sharding sharding,
        Recompute recompute,
        Given given,
        int longestTensor,
        boolean context) {

    /// Microbatches per replica and step when nobody says how large a step is.
    static final int SILENT_MICROBATCHES = 32;

    static final int SILENT_ADAPTER_MICROBATCHES = 8;

    private static final int[] TENSOR = {1, 2, 4, 8, 16};
    private static final int[] PIPELINE = {1, 2, 4, 8, 16};
    private static final int[] CONTEXT = {1, 2, 4, 8};
    private static final int[] EXPERT = {1, 2, 4, 8, 16, 32, 64};
    private static final int[] MICROBATCH = {1, 2, 4, 8};

    /// Interleaving deeper than this brings more messages than it saves bubble.
    private static final int MOST_VIRTUAL_STAGES = 10;

    /// Degrees fixed beforehand; 0 leaves one free.
    public record Given(
            int tensor, int pipeline, int expert, int context, int microbatch, int virtualStages) {

        /// Nothing fixed.
        public static final Given NOTHING = new Given(0, 0, 0, 0, 0, 0);
    }

    /// All of them, in a stable order; empty when nothing divides the devices.
    public List<TrainingConfiguration> configurations() {
        var found = new ArrayList<TrainingConfiguration>();
        int[] pipelines = sharding.gathers() ? new int[] {1} : PIPELINE;
        for (int tensor : choices(given.tensor, TENSOR)) {
            if (devices % tensor != 0 || (given.tensor == 0 && tensor > longestTensor)) {
                continue;
            }
            for (int pipeline : choices(given.pipeline, pipelines)) {
                if (devices / tensor % pipeline == 0 && pipeline <= model.layers()) {
                    split(tensor, pipeline, found);
                }
            }
        }
        return found;
    }

    private void split(int tensor, int pipeline, List<TrainingConfiguration> found) {
        int rest = devices / tensor / pipeline;
        for (int parts : choices(given.context, context ? CONTEXT : new int[] {1})) {
            if (rest % parts != 0) {
                continue;
            }
            for (int experts : choices(given.expert, model.isMoe() ? EXPERT : new int[] {1})) {
                boolean even = devices / pipeline % experts == 0;
                if (even && (!model.isMoe() || model.experts() % experts == 0)) {
                    batch(tensor, pipeline, parts, experts, rest / parts, found);
                }
            }
        }
    }

    private void batch(
            int tensor,
            int pipeline,
            int parts,
            int experts,
            int replicas,
            List<TrainingConfiguration> found) {
        for (int microbatch : choices(given.microbatch, MICROBATCH)) {
            double each = (double) microbatch * replicas;
            double all = sequences > 0 ? sequences : each * silent();
            if (each > all * 1.001) {
                continue;
            }
            var degrees =
                    new Degrees(
                            tensor, pipeline, replicas, experts, parts, virtualStages(pipeline));
            found.add(
                    new TrainingConfiguration(
                            model,
                            chip,
                            devices,
                            degrees,
                            microbatch,
                            all,
                            sequenceLength,
                            precision,
                            method,
                            software,
                            sharding,
                            recompute));
        }
    }

    private int silent() {
        return method == Method.LORA ? SILENT_ADAPTER_MICROBATCHES : SILENT_MICROBATCHES;
    }

    /// Stages per device: as given, else as many as tuned frameworks interleave.
    private int virtualStages(int pipeline) {
        if (pipeline == 1) {
            return 1;
        }
        if (given.virtualStages > 0) {
            return given.virtualStages;
        }
        boolean interleaves = software.interleaves();
        int most = (int) (model.layers() / pipeline);
        return interleaves ? Math.clamp(most, 1, MOST_VIRTUAL_STAGES) : 1;
    }

    private static int[] choices(int given, int[] free) {
        return given > 0 ? new int[] {given} : free;
    }
}
