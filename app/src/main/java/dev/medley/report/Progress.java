package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;

import org.jspecify.annotations.Nullable;

/// How far an allocation takes its work: the share of a service's demand, or when a job is done and
/// whether that meets its deadline.
///
/// @param text in words and numbers, "" when nobody knows
/// @param state whether that is what its owner asked for
/// @param hours until a job is done, or null
public record Progress(String text, State state, @Nullable Double hours) {

    /// Whether the owner's wish is met.
    public enum State {
        MET,
        SHORT,
        /// There was no wish to meet, or nothing to compare it with.
        OPEN
    }

    /// What counts as all of it, in spite of rounding.
    private static final double WHOLE = 0.9995;

    /// How far this allocation takes its work.
    ///
    /// @param demand share of a service's demand that all of its allocations cover together
    public static Progress of(Plan.Allocation allocation, double demand) {
        return switch (allocation.work()) {
            case InferenceService _ ->
                    new Progress(
                            Figures.percent(Math.min(1, allocation.share())) + " of demand",
                            demand >= WHOLE ? State.MET : State.SHORT,
                            null);
            case TrainingJob job ->
                    job(job.tokens() / allocation.rate() / 3600, job.hoursToDeadline());
            case BatchJob job -> {
                var hours = job.hours();
                yield hours == null
                        ? new Progress("", State.OPEN, null)
                        : job(hours / allocation.rate(), job.hoursToDeadline());
            }
        };
    }

    private static Progress job(double hours, @Nullable Double deadline) {
        var done = "done in " + Figures.span(hours);
        if (deadline == null) {
            return new Progress(done, State.OPEN, hours);
        }
        var due = done + ", due in " + Figures.span(deadline);
        return hours * WHOLE <= deadline
                ? new Progress(due, State.MET, hours)
                : new Progress(due + ": late", State.SHORT, hours);
    }
}
