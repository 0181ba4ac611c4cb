package dev.medley.core.fit.training;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Reason;
import dev.medley.core.work.TrainingJob;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Why a training job cannot run on an offer, as far as its shape does not matter.
final class TrainingRefusals {

    private TrainingRefusals() {}

    /// Every reason; empty when shapes are worth looking at.
    static List<Reason> of(TrainingJob job, ChipOffer offer) {
        var reasons = new ArrayList<Reason>();
        var chip = offer.chip();
        terms(job, offer, chip, reasons);
        if (chip.deviceFlops(Precision.BF16) == null) {
            reasons.add(
                    new Reason(
                            "no-bf16",
                            "No dense BF16 peak of %s is published; training needs 16-bit products."
                                    .formatted(chip.id())));
        }
        if (chip.memoryGb() == null) {
            reasons.add(
                    new Reason(
                            "unknown-memory",
                            "The memory of %s is not published.".formatted(chip.id())));
        }
        if (job.minDevices() > offer.maxDevices()) {
            reasons.add(
                    offer.isCarved()
                            ? offer.tooFew(job.minDevices())
                            : new Reason(
                                    "too-few-devices",
                                    "It wants at least %d devices at once; there are %d."
                                            .formatted(job.minDevices(), offer.maxDevices())));
        }
        if (precision(job, chip) == null) {
            reasons.add(
                    new Reason(
                            "precision-not-trained",
                            "Training in %s is not modelled; BF16, FP8 and FP4 are."
                                    .formatted(job.precision())));
        }
        return reasons;
    }

    private static void terms(TrainingJob job, ChipOffer offer, Chip chip, List<Reason> reasons) {
        var terms = job.terms();
        if (!terms.stacks().isEmpty() && !terms.stacks().contains(offer.stack())) {
            reasons.add(
                    new Reason(
                            "stack",
                            "Its code runs on %s, not on %s."
                                    .formatted(String.join(", ", terms.stacks()), offer.stack())));
        }
        var allowed = terms.allowedChips();
        if (!allowed.isEmpty()
                && !allowed.contains(chip.id())
                && !allowed.contains(chip.family())) {
            reasons.add(
                    new Reason(
                            "chip-not-allowed",
                            "It may use %s only.".formatted(String.join(", ", allowed))));
        }
        var forbidden = terms.forbiddenChips();
        if (forbidden.contains(chip.id()) || forbidden.contains(chip.family())) {
            reasons.add(new Reason("chip-forbidden", "It must not use %s.".formatted(chip.id())));
        }
    }

    /// The narrowest precision that the job allows and the chip has, or null when the job asks for
    /// one that is not trained in.
    static @Nullable Precision precision(TrainingJob job, Chip chip) {
        var asked = job.precision() == null ? Precision.FP8 : job.precision();
        return switch (asked) {
            case FP4 ->
                    has(chip, Precision.FP4)
                            ? Precision.FP4
                            : has(chip, Precision.FP8) ? Precision.FP8 : Precision.BF16;
            case FP8 -> has(chip, Precision.FP8) ? Precision.FP8 : Precision.BF16;
            case BF16 -> Precision.BF16;
            case FP32, TF32, INT8, INT4 -> null;
        };
    }

    private static boolean has(Chip chip, Precision precision) {
        return chip.deviceFlops(precision) != null;
    }
}
