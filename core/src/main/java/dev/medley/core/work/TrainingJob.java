package dev.medley.core.work;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

/// Training that has a number of tokens to get through.
///
/// @param precision compute precision, or null to take the best its owner would on each chip
/// @param tokens tokens left to train on
/// @param sequenceLength tokens per sequence
/// @param batchTokens tokens per optimizer step, over all devices
/// @param hoursToDeadline hours from the plan's date until it must be done, or null without one
/// @param minDevices fewest devices worth starting with
/// @param maxDevices most devices its owner wants used
public record TrainingJob(
        Terms terms,
        Model model,
        Method method,
        @Nullable Precision precision,
        double tokens,
        int sequenceLength,
        double batchTokens,
        @Nullable Double hoursToDeadline,
        int minDevices,
        int maxDevices)
        implements Work {

    /// What is trained.
    public enum Method {
        /// All parameters from scratch.
        PRETRAIN,
        /// All parameters of a trained model.
        FULL_FINE_TUNE,
        /// Low-rank adapters beside frozen weights.
        LORA
    }
}
