package dev.medley.report;

import dev.medley.core.plan.weeks.HorizonPlan;
import dev.medley.core.work.InferenceService;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Words that the table and the page of a plan over weeks share.
public final class HorizonText {

    private static final double DAY = 24;

    private final HorizonPlan plan;
    private final LocalDate date;

    public HorizonText(HorizonPlan plan, LocalDate date) {
        this.plan = plan;
        this.date = date;
    }

    /// The day on which so many hours after the plan's date fall; a moment at midnight belongs to
    /// the day that it ends.
    public LocalDate dayOf(double hours, boolean isEnd) {
        double days = hours / DAY;
        return date.plusDays((long) (isEnd ? Math.ceil(days - 1e-6) - 1 : Math.floor(days + 1e-6)));
    }

    /// The first day of a week that counts from 0.
    public LocalDate firstDay(int week) {
        return date.plusWeeks(week);
    }

    public String starts(HorizonPlan.Course course) {
        var start = course.startHours();
        return start == null ? "waits" : dayOf(start, false).toString();
    }

    /// When it is done, or how far it gets.
    public String ends(HorizonPlan.Course course) {
        var finish = course.finishHours();
        if (finish != null) {
            return dayOf(finish, true).toString();
        }
        if (!course.runs()) {
            return "";
        }
        return Figures.percent(course.done())
                + (course.work() instanceof InferenceService ? " served" : " done");
    }

    /// By how much it misses what it should reach; empty where it does not.
    public String misses(HorizonPlan.Course course) {
        var late = course.lateHours();
        if (late != null && late > 0) {
            return Figures.span(late) + " late";
        }
        if (course.missed() > 0) {
            return Figures.percent(course.missed()) + " left";
        }
        if (course.work() instanceof InferenceService && course.done() < 0.995) {
            return Figures.percent(1 - course.done()) + " unserved";
        }
        return "";
    }

    /// `h800 x64 w1-6, then 910c x128 w7`.
    public String where(HorizonPlan.Course course, int most) {
        var parts = new ArrayList<String>();
        for (var stint : course.stints()) {
            int first = stint.firstWeek() + 1;
            int last = stint.lastWeek() + 1;
            parts.add(
                    "%s x%d w%s"
                            .formatted(
                                    plan.pools().get(stint.pool()).pool().id(),
                                    stint.devices(),
                                    first == last ? "" + first : first + "-" + last));
        }
        int more = parts.size() - most;
        return more > 0
                ? String.join(", ", parts.subList(0, most)) + ", and " + more + " more"
                : String.join(", ", parts);
    }

    /// Works that miss something or wait first, then by name.
    public List<HorizonPlan.Course> troubledFirst() {
        var courses = new ArrayList<HorizonPlan.Course>();
        plan.courses().stream().filter(this::isTroubled).forEach(courses::add);
        plan.courses().stream().filter(course -> !isTroubled(course)).forEach(courses::add);
        return courses;
    }

    public boolean isTroubled(HorizonPlan.Course course) {
        return !course.runs() || !misses(course).isEmpty();
    }

    public String gap() {
        return "no plan can be worth more than %s more"
                .formatted(Figures.percent(plan.gap() < 1 ? plan.gap() / (1 - plan.gap()) : 1));
    }

    /// `week 9 on`, `week 3`, `weeks 3-5`.
    public String weeks(HorizonPlan.Ruled ruled) {
        int first = ruled.firstWeek() + 1;
        int last = ruled.lastWeek() + 1;
        return last == plan.weeks() && first > 1
                ? "week %d on".formatted(first)
                : first == last ? "week " + first : "weeks %d-%d".formatted(first, last);
    }
}
