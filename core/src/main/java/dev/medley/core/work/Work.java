package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

/// A thing to run on the fleet.
public sealed interface Work permits TrainingJob, InferenceService, BatchJob {

    /// Whose it is, how urgent, and where it may run.
    Terms terms();

    /// The same work under other terms.
    Work under(Terms other);

    /// Unique among all work of a plan.
    default String name() {
        return terms().name();
    }

    /// Hours from when its owner set it to its deadline; null without one.
    default @Nullable Double hoursToDeadline() {
        return null;
    }
}
