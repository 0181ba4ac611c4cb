package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;

/// What candidates are worth in a week, less what they cost.
///
/// @param perMoneyPerHour equivalents that one currency unit per hour weighs
/// @param perKilowatt equivalents that one kilowatt weighs
record Value(double perMoneyPerHour, double perKilowatt) {

    /// Of a job's candidate for as much of the week as it has work.
    double ofJob(Ask.Job job, int week, int candidate) {
        return perShare(job, week, candidate) * job.share(candidate);
    }

    /// The same for each part of the week: a run that is shorter than the candidate's work counts
    /// in proportion.
    double perShare(Ask.Job job, int week, int candidate) {
        var one = job.candidates().get(candidate);
        double share = job.share(candidate);
        double pressed = WeekWorth.pressed(share, job.due()[week], job.late()[week]) / share;
        return WeekWorth.weight(week) * (one.worth() * pressed - cost(one));
    }

    double ofService(Candidate candidate, int week) {
        return WeekWorth.weight(week) * (candidate.worth() - cost(candidate));
    }

    private double cost(Candidate candidate) {
        return perMoneyPerHour * candidate.costPerHour() + perKilowatt * candidate.watts() / 1000;
    }
}
