package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Worth;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Policy;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

/// What progress is worth by the week in which it is made. [Worth] says what a rate is worth at an
/// instant; this is the only place that says how time changes it (`docs/value.md`, Over weeks).
///
/// - The unit is a reference device for a week; a week later everything is worth the policy's
///   discount less.
/// - A job's progress counts once: no more than its work is worth anything.
/// - Progress made before the deadline is worth [Worth#PRESSURE] times as much as progress of the
///   week in which it passes, and each week of delay takes the policy's lateness of what is left.
/// - Where the deadline lies beyond the horizon, the part of the work that is due within the
///   horizon counts, in proportion to time, and no more.
final class WeekWorth {

    static final double HOURS = 168;

    /// A job whose amount of work nobody knows.
    static final double ENDLESS = Double.POSITIVE_INFINITY;

    private WeekWorth() {}

    /// Work of a job, in units of its rate times seconds, hours for batch jobs.
    static double work(Work job) {
        return switch (job) {
            case TrainingJob training -> training.tokens();
            case BatchJob batch -> batch.hours() == null ? ENDLESS : batch.hours();
            case InferenceService _ -> ENDLESS;
        };
    }

    /// The part of the work that counts within so many weeks.
    static double share(@Nullable Double hoursToDeadline, int weeks) {
        return hoursToDeadline == null ? 1 : Math.min(1, weeks * HOURS / hoursToDeadline);
    }

    /// Work that a full week at this rate does.
    static double perWeek(Work job, double rate) {
        return switch (job) {
            case BatchJob _ -> rate * HOURS;
            case TrainingJob _, InferenceService _ -> rate * HOURS * 3600;
        };
    }

    /// The part of the week that lies before the deadline, 0 to 1; 0 where there is none, for then
    /// nothing is pressing.
    static double due(Work job, int week) {
        var deadline = job.hoursToDeadline();
        if (deadline == null || work(job) == ENDLESS) {
            return 0;
        }
        return Math.clamp(deadline / HOURS - week, 0.0, 1.0);
    }

    /// What progress after the deadline is worth in this week beside progress that no deadline
    /// presses.
    static double late(Work job, int week, Policy.Weeks time) {
        var deadline = job.hoursToDeadline();
        if (deadline == null || work(job) == ENDLESS) {
            return 1;
        }
        double weeks = Math.max(0, week - Math.floor(deadline / HOURS));
        return time.late(weeks);
    }

    /// How much running for a part of the week counts when a part of the week is before the
    /// deadline and comes first.
    static double pressed(double share, double due, double late) {
        double inTime = Math.min(share, due);
        return Worth.PRESSURE * inTime + (share - inTime) * late;
    }
}
