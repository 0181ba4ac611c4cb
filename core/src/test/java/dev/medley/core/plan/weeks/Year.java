package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Planner;
import dev.medley.core.plan.Village;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Port;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A [Village] over weeks. Jobs are told in weeks of one device of speed 1.
final class Year {

    private static final double WEEK_SECONDS = 168 * 3600;

    private final Village village;
    private final int weeks;
    private final TreeMap<String, List<Integer>> devices = new TreeMap<>();
    private final List<Work> works = new ArrayList<>();
    private Port.Day day = Port.Day.EXPECTED;
    private Policy.Switching switching = new Policy.Switching(0, 0, 24);
    private Policy.Weeks time = Policy.Weeks.DEFAULT;
    private final TreeMap<String, List<Incumbents.Run>> running = new TreeMap<>();
    private int ruledFrom = Integer.MAX_VALUE;

    Year(Village village, int weeks) {
        this.village = village;
        this.weeks = weeks;
    }

    /// Devices of a pool, week by week.
    Year devices(String pool, Integer... perWeek) {
        devices.put(pool, List.of(perWeek));
        return this;
    }

    Year counting(Port.Day which) {
        day = which;
        return this;
    }

    Year losing(double trainingHours) {
        switching = new Policy.Switching(trainingHours, 0, 24);
        return this;
    }

    Year losing(double trainingHours, double servingHours) {
        switching = new Policy.Switching(trainingHours, servingHours, 24);
        return this;
    }

    /// What runs in the first week of a plan runs when these weeks begin.
    Year running(HorizonPlan plan) {
        for (var course : plan.courses()) {
            for (var stint : course.stints()) {
                if (stint.firstWeek() == 0) {
                    var pool = plan.pools().get(stint.pool()).pool().id();
                    var place = Incumbents.Place.of(pool, stint.fit().shape());
                    running.computeIfAbsent(course.work().name(), _ -> new ArrayList<>())
                            .add(new Incumbents.Run(place, stint.replicas()));
                }
            }
        }
        return this;
    }

    Year counting(Policy.Weeks what) {
        time = what;
        return this;
    }

    /// The village's rules hold from this week on only.
    Year ruledFrom(int week) {
        ruledFrom = week;
        return this;
    }

    /// A job of so many device-weeks on exactly so many devices.
    Year job(Terms terms, int on, double deviceWeeks, @Nullable Double hoursToDeadline) {
        works.add(
                new TrainingJob(
                        terms,
                        List.of(new Variant(Village.MODEL, null, 1)),
                        0,
                        TrainingJob.Method.PRETRAIN,
                        deviceWeeks * WEEK_SECONDS,
                        4096,
                        1e6,
                        hoursToDeadline,
                        on,
                        on));
        return this;
    }

    Year job(String name, int on, double deviceWeeks) {
        return job(Village.terms(name, "us", Priority.STANDARD), on, deviceWeeks, null);
    }

    Year batch(String name, int on, double hours) {
        works.add(
                new BatchJob(
                        Village.terms(name, "us", Priority.STANDARD),
                        on,
                        new TreeMap<>(),
                        List.of("true"),
                        hours,
                        null));
        return this;
    }

    Year service(String name, double rate, DemandCurve demand) {
        return service(Village.terms(name, "us", Priority.STANDARD), rate, demand);
    }

    Year service(Terms terms, double rate, DemandCurve demand) {
        works.add(
                new InferenceService(
                                terms,
                                List.of(new Variant(Village.MODEL, null, 1)),
                                0,
                                rate,
                                1000,
                                100,
                                0,
                                null,
                                null)
                        .moving(demand));
        return this;
    }

    static Terms terms(String name, Outlook outlook, String... stacks) {
        return new Terms(
                name,
                "us",
                Priority.STANDARD,
                1,
                List.of(stacks),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                outlook);
    }

    HorizonInput input() {
        var base = village.input();
        var all = new ArrayList<>(base.works());
        all.addAll(works);
        var more =
                new PlanInput(
                        base.pools(),
                        base.tenants(),
                        all,
                        base.reference(),
                        base.standardModel(),
                        base.goals(),
                        new Incumbents(running, switching));
        var perPool = new ArrayList<List<Integer>>();
        for (int p = 0; p < base.pools().size(); p++) {
            var pool = base.pools().get(p);
            perPool.add(
                    devices.getOrDefault(
                            pool.id(), HorizonInput.level(base.pools(), weeks).get(p)));
        }
        var ruled = base.goals().permissions();
        var rules = new ArrayList<HorizonInput.RuledWeek>();
        for (int t = 0; t < weeks; t++) {
            var these = t >= ruledFrom ? ruled : Permissions.OF_TERMS;
            rules.add(new HorizonInput.RuledWeek(these, these));
        }
        return new HorizonInput(more, perPool, rules, day, switching, time);
    }

    HorizonPlan plan() {
        return new HorizonPlanner(input(), village.fitting()).plan();
    }

    /// The plan of one day for the same works and pools.
    dev.medley.core.plan.Plan today() {
        return new Planner(input().base(), village.fitting()).plan();
    }
}
