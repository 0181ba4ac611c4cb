package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;
import dev.medley.core.work.Policy;

/// What candidates are worth in a week, less what they cost, and what moving loses.
final class Value {

    private final double perMoneyPerHour;
    private final double perKilowatt;
    private final double[] weights;
    private final double lostByJobs;
    private final double lostByServices;

    /// @param perMoneyPerHour equivalents that one currency unit per hour weighs
    /// @param perKilowatt equivalents that one kilowatt weighs
    Value(
            double perMoneyPerHour,
            double perKilowatt,
            Policy.Switching switching,
            Policy.Weeks time) {
        this.perMoneyPerHour = perMoneyPerHour;
        this.perKilowatt = perKilowatt;
        this.lostByJobs = switching.trainingHours() / WeekWorth.HOURS;
        this.lostByServices = Math.min(1, switching.servingHours() / WeekWorth.HOURS);
        this.weights = new double[HorizonInput.MOST_WEEKS];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = time.weight(t);
        }
    }

    /// What anything in this week is worth beside the same in the first.
    double weight(int week) {
        return weights[week];
    }

    /// The part of a week that a job loses by beginning anew.
    double lostByJobs() {
        return lostByJobs;
    }

    /// The part of a week that replicas of a service lose where they load their model anew.
    double lostByServices() {
        return lostByServices;
    }

    /// What is left of the candidate's value where the job runs elsewhere now: in the first week it
    /// begins anew there. Later weeks are not known before they are planned.
    double kept(Ask.Job job, int week, int candidate) {
        boolean moves = week == 0 && job.runs() && candidate != job.runsAt();
        double share = job.share(candidate);
        return moves ? Math.max(0, 1 - lostByJobs / share) : 1;
    }

    /// The same of an increment of a service.
    double kept(Ask.Service service, int week, int lot, int candidate) {
        boolean moves =
                week == 0
                        && service.runs()
                        && !service.runsAt(service.places().get(week)[lot][candidate]);
        return moves ? 1 - lostByServices : 1;
    }

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
        return weights[week] * (one.worth() * pressed - cost(one));
    }

    double ofService(Candidate candidate, int week) {
        return weights[week] * (candidate.worth() - cost(candidate));
    }

    private double cost(Candidate candidate) {
        return perMoneyPerHour * candidate.costPerHour() + perKilowatt * candidate.watts() / 1000;
    }
}
