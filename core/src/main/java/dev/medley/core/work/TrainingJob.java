package dev.medley.core.work;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Training that has a number of tokens to get through.
///
/// @param variants ways to do it, the original first; never empty. A variant's precision is that of
///   the products, or null to take the best its owner would on each chip
/// @param qualityFloor variants below this quality are not used
/// @param tokens tokens left to train on
/// @param sequenceLength tokens per sequence
/// @param batchTokens tokens per optimizer step, over all devices
/// @param hoursToDeadline hours from the plan's date until it must be done, or null without one
/// @param minDevices fewest devices worth starting with
/// @param maxDevices most devices its owner wants used
public record TrainingJob(
        Terms terms,
        List<Variant> variants,
        double qualityFloor,
        Method method,
        double tokens,
        int sequenceLength,
        double batchTokens,
        @Nullable Double hoursToDeadline,
        int minDevices,
        int maxDevices)
        implements Work {

    public TrainingJob {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException(
                    "Job '%s' must name at least one model.".formatted(terms.name()));
        }
    }

    /// The original model.
    public Model model() {
        return variants.getFirst().model();
    }

    /// The original's precision.
    public @Nullable Precision precision() {
        return variants.getFirst().weights();
    }

    /// The same job with this variant as its only one.
    public TrainingJob only(Variant variant) {
        return new TrainingJob(
                terms,
                List.of(variant),
                qualityFloor,
                method,
                tokens,
                sequenceLength,
                batchTokens,
                hoursToDeadline,
                minDevices,
                maxDevices);
    }

    @Override
    public TrainingJob under(Terms other) {
        return new TrainingJob(
                other,
                variants,
                qualityFloor,
                method,
                tokens,
                sequenceLength,
                batchTokens,
                hoursToDeadline,
                minDevices,
                maxDevices);
    }

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
