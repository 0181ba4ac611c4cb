package dev.medley.core.work;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One way to do the same work: a model in a precision, with what it is worth to its users.
///
/// @param weights precision of the weights, or null to take the best that each chip offers
/// @param quality quality on the owner's own scale, 1 for the original
public record Variant(Model model, @Nullable Precision weights, double quality) {

    /// Those that are good enough.
    public static List<Variant> above(double qualityFloor, List<Variant> variants) {
        return variants.stream().filter(variant -> variant.quality >= qualityFloor).toList();
    }

    /// Whether a shape that runs this model in this precision is this variant.
    public boolean is(String modelId, Precision precision) {
        return model.id().equals(modelId) && (weights == null || weights == precision);
    }
}
