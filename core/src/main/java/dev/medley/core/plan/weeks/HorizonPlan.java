package dev.medley.core.plan.weeks;

import dev.medley.core.fit.Reason;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Plan;
import dev.medley.core.rules.Rulings;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Who runs where in which weeks, what devices are worth in each, and what waits and why.
///
/// @param alpha fairness between tenants: 0 adds values up
/// @param objective value of the plan: reference devices for a week, later weeks worth less; with
///   fairness the sum of tenants' utilities
/// @param bound what no plan can exceed that sells to classes in this order
/// @param gap how far the plan can be from the best possible at most, as a share: of the total
///   without fairness, of the worst class with it
/// @param worth reference devices for a week, of all works together
/// @param pools one per pool, in the fleet's order
/// @param courses one per work, by name
/// @param classes how each class was served, highest first
/// @param tenants what each tenant receives, by name
/// @param changes what becomes in the first week of what runs now, or null where nothing is known
///   to run
/// @param rules what rules warn of where work runs, and what they close or open within the weeks
/// @param certificate what an outsider needs to check the bound
public record HorizonPlan(
        int weeks,
        double alpha,
        double objective,
        double bound,
        double gap,
        double worth,
        List<PoolCourse> pools,
        List<Course> courses,
        List<ClassResult> classes,
        List<TenantCourse> tenants,
        Plan.@Nullable Changes changes,
        List<Ruled> rules,
        WeekCertificate certificate) {

    public HorizonPlan {
        pools = List.copyOf(pools);
        courses = List.copyOf(courses);
        classes = List.copyOf(classes);
        tenants = List.copyOf(tenants);
        rules = List.copyOf(rules);
    }

    static double gap(double objective, double bound) {
        return bound > 0 ? Math.max(0, 1 - objective / bound) : 0;
    }

    /// A pool week by week.
    public record PoolCourse(Pool pool, List<PoolWeek> weeks) {
        public PoolCourse {
            weeks = List.copyOf(weeks);
        }
    }

    /// A pool in one week.
    ///
    /// @param devices devices that are there all week
    /// @param held devices that somebody holds at some hour, or keeps for the next in turn
    /// @param used devices in use on average
    /// @param price reference devices that one more device in this week would add
    public record PoolWeek(int devices, int held, double used, double price) {}

    /// How one class was served.
    public record ClassResult(Priority priority, double objective, double bound, double gap) {}

    /// What a tenant receives over all weeks.
    ///
    /// @param worth reference devices for a week
    /// @param running works that run in some week
    /// @param waiting works that never run
    public record TenantCourse(
            String tenant, double weight, double worth, int running, int waiting) {}

    /// What a rule leads to for tenants in a pool over some weeks: a warning while their work runs
    /// there, or a block that does not hold in all weeks.
    ///
    /// @param firstWeek from 0
    /// @param lastWeek from 0; the horizon's last week may not be the rule's
    public record Ruled(
            String pool, List<String> tenants, int firstWeek, int lastWeek, Rulings.Ruling ruling) {
        public Ruled {
            tenants = List.copyOf(tenants);
        }
    }

    /// What becomes of a work.
    ///
    /// @param stints where it runs and when, in the order of time
    /// @param served by week, the share of a service's demand that is served; empty for jobs
    /// @param done share of all of a job's work that is done within the weeks, or mean share of
    ///   demand served
    /// @param due share of a job's work that is due within the weeks: less than 1 where its
    ///   deadline lies beyond them
    /// @param startHours hours from the plan's date until it first runs, or null if it never does
    /// @param finishHours hours until a job is done, or null if it is not within the weeks
    /// @param lateHours hours by which it finishes after its deadline; 0 in time, null without one
    ///   or where it does not finish
    /// @param missed share of a job's work that is not done by its deadline, or by the horizon's
    ///   end where the deadline is later; 0 without one
    /// @param worth its value, in reference devices for a week
    /// @param waitsFor why it does not run from the first week on; empty if it does
    public record Course(
            Work work,
            List<Stint> stints,
            List<Double> served,
            double done,
            double due,
            @Nullable Double startHours,
            @Nullable Double finishHours,
            @Nullable Double lateHours,
            double missed,
            double worth,
            List<Reason> waitsFor) {

        public Course {
            stints = List.copyOf(stints);
            served = List.copyOf(served);
            waitsFor = List.copyOf(waitsFor);
        }

        public boolean runs() {
            return !stints.isEmpty();
        }
    }

    /// Some weeks of a work in one pool and shape.
    ///
    /// @param pool index in the fleet
    /// @param fromHours hours from the plan's date until it begins
    /// @param toHours hours until it ends
    /// @param rate work per second that counts, on average
    /// @param lostHours hours lost at its beginning, because the work moves or begins anew
    public record Stint(
            int pool,
            double fromHours,
            double toHours,
            int replicas,
            ShapeFit fit,
            double rate,
            double lostHours) {

        public int devices() {
            return replicas * fit.shape().devices();
        }

        public int firstWeek() {
            return (int) Math.floor(fromHours / WeekWorth.HOURS + 1e-9);
        }

        /// The last week in which it runs.
        public int lastWeek() {
            return (int) Math.ceil(toHours / WeekWorth.HOURS - 1e-9) - 1;
        }
    }
}
