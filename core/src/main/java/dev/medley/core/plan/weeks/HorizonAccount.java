package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Plan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads what was sold: how works run, what pools come to, and what waits.
final class HorizonAccount {

    private static final double DONE = 1 - 1e-6;

    private final HorizonInput input;
    private final Asking asking;
    private final List<Ask> asks;
    private final List<WeekSale.Sold> sold;

    HorizonAccount(HorizonInput input, Asking asking, List<Ask> asks, List<WeekSale.Sold> sold) {
        this.input = input;
        this.asking = asking;
        this.asks = List.copyOf(asks);
        this.sold = List.copyOf(sold);
    }

    HorizonPlan plan() {
        var courses = new ArrayList<HorizonPlan.Course>();
        for (int a = 0; a < asks.size(); a++) {
            var draft = of(a).draft();
            var delays = new Delays(input, asking, of(a));
            courses.add(
                    switch (asks.get(a)) {
                        case Ask.Job job -> ofJob(a, job, draft, delays);
                        case Ask.Service service -> ofService(a, service, draft, delays);
                    });
        }
        var classes =
                sold.stream()
                        .map(
                                one ->
                                        new HorizonPlan.ClassResult(
                                                one.priority(),
                                                one.objective(),
                                                one.bound(),
                                                one.gap()))
                        .toList();
        double alpha = input.base().goals().alpha();
        double objective = sold.stream().mapToDouble(WeekSale.Sold::objective).sum();
        double bound = sold.stream().mapToDouble(WeekSale.Sold::bound).sum();
        return new HorizonPlan(
                input.weeks(),
                alpha,
                objective,
                bound,
                alpha == 0
                        ? HorizonPlan.gap(objective, bound)
                        : sold.stream().mapToDouble(WeekSale.Sold::gap).max().orElse(0),
                courses.stream().mapToDouble(HorizonPlan.Course::worth).sum(),
                pools(),
                courses,
                classes,
                tenants(courses),
                changes(courses),
                new RuledWeeks(input).of(courses),
                new WeekCertificate(input, sold));
    }

    private List<HorizonPlan.TenantCourse> tenants(List<HorizonPlan.Course> courses) {
        var all = new ArrayList<HorizonPlan.TenantCourse>();
        for (var tenant : input.base().tenants()) {
            var own =
                    courses.stream()
                            .filter(c -> c.work().terms().tenant().equals(tenant.name()))
                            .toList();
            int running = (int) own.stream().filter(HorizonPlan.Course::runs).count();
            all.add(
                    new HorizonPlan.TenantCourse(
                            tenant.name(),
                            tenant.weight(),
                            own.stream().mapToDouble(HorizonPlan.Course::worth).sum(),
                            running,
                            own.size() - running));
        }
        return all;
    }

    private Plan.@Nullable Changes changes(List<HorizonPlan.Course> courses) {
        var incumbents = input.base().incumbents();
        if (incumbents.runs().isEmpty()) {
            return null;
        }
        var kept = new ArrayList<String>();
        var moved = new ArrayList<String>();
        var stopped = new ArrayList<String>();
        for (var course : courses) {
            var running = incumbents.of(course.work());
            if (running.isEmpty()) {
                continue;
            }
            var first = course.stints().stream().filter(s -> s.firstWeek() == 0).toList();
            boolean stays =
                    first.stream()
                            .map(s -> Incumbents.Place.of(id(s.pool()), s.fit().shape()))
                            .allMatch(
                                    place ->
                                            running.stream()
                                                    .anyMatch(r -> r.place().equals(place)));
            (first.isEmpty() ? stopped : stays ? kept : moved).add(course.work().name());
        }
        return new Plan.Changes(kept, moved, stopped);
    }

    private String id(int pool) {
        return input.base().pools().get(pool).id();
    }

    private WeekSale.Sold of(int a) {
        var priority = asks.get(a).work().terms().priority();
        return sold.stream().filter(one -> one.priority() == priority).findFirst().orElseThrow();
    }

    private HorizonPlan.Course ofJob(int a, Ask.Job job, Draft draft, Delays delays) {
        var stints = new ArrayList<HorizonPlan.Stint>();
        for (int t = 0; t < input.weeks(); t++) {
            int k = draft.choice[a][t];
            if (k == Draft.NONE) {
                continue;
            }
            var one = job.candidates().get(k);
            double begin = draft.calendar.begin(draft.place(t, one.pool()), a);
            double from = (t + begin) * WeekWorth.HOURS;
            double to = from + draft.share[a][t] * WeekWorth.HOURS;
            var last = stints.isEmpty() ? null : stints.getLast();
            boolean goesOn =
                    last != null
                            && t > 0
                            && draft.choice[a][t - 1] == k
                            && Math.abs(last.toHours() - from) < 1e-6;
            if (goesOn && last != null) {
                stints.removeLast();
                from = last.fromHours();
            }
            double lost = draft.lost(a, t) * WeekWorth.HOURS;
            stints.add(
                    new HorizonPlan.Stint(
                            one.pool(),
                            from,
                            to,
                            one.replicas(),
                            one.shape(),
                            one.rate(),
                            goesOn && last != null ? last.lostHours() : lost));
        }
        double progress = draft.progress(a);
        double due = WeekWorth.share(job.work().hoursToDeadline(), input.weeks());
        boolean finished = progress >= DONE && due == 1;
        var finish = finished && !stints.isEmpty() ? stints.getLast().toHours() : null;
        return new HorizonPlan.Course(
                job.work(),
                stints,
                List.of(),
                progress * due,
                due,
                stints.isEmpty() ? null : (Double) stints.getFirst().fromHours(),
                finish,
                late(job, finish),
                missed(a, job, draft),
                draft.valueOf(a),
                delays.reasons(a, stints));
    }

    private static @Nullable Double late(Ask.Job job, @Nullable Double finish) {
        var deadline = job.work().hoursToDeadline();
        return deadline == null || finish == null ? null : (Double) Math.max(0, finish - deadline);
    }

    /// Work that is due within the weeks and not done by then, as a share of all of the job's work.
    private double missed(int a, Ask.Job job, Draft draft) {
        var deadline = job.work().hoursToDeadline();
        if (deadline == null || WeekWorth.work(job.work()) == WeekWorth.ENDLESS) {
            return 0;
        }
        double done = 0;
        for (int t = 0; t < input.weeks(); t++) {
            int k = draft.choice[a][t];
            if (k != Draft.NONE) {
                double share = job.share(k);
                double inTime = Math.min(share, job.due()[t]) / share;
                done += draft.progress(a, t) * inTime;
            }
        }
        double left = 1 - done;
        return left > 1 - DONE ? left * WeekWorth.share(deadline, input.weeks()) : 0;
    }

    private HorizonPlan.Course ofService(int a, Ask.Service service, Draft draft, Delays delays) {
        var served = new ArrayList<Double>();
        var open = new ArrayList<HorizonPlan.Stint>();
        var stints = new ArrayList<HorizonPlan.Stint>();
        for (int t = 0; t < input.weeks(); t++) {
            var now = inWeek(a, service, draft, t);
            double rate = now.stream().mapToDouble(HorizonPlan.Stint::rate).sum();
            served.add(Math.min(1, rate / service.demand()[t]));
            var next = new ArrayList<HorizonPlan.Stint>();
            for (var stint : now) {
                var before =
                        open.stream()
                                .filter(
                                        other ->
                                                other.pool() == stint.pool()
                                                        && other.replicas() == stint.replicas()
                                                        && other.fit().equals(stint.fit()))
                                .findFirst();
                if (before.isPresent()) {
                    var other = before.get();
                    open.remove(other);
                    next.add(joined(other, stint));
                } else {
                    next.add(stint);
                }
            }
            stints.addAll(open);
            open = next;
        }
        stints.addAll(open);
        stints.sort(
                Comparator.comparingDouble(HorizonPlan.Stint::fromHours)
                        .thenComparingInt(HorizonPlan.Stint::pool));
        return new HorizonPlan.Course(
                service.work(),
                stints,
                served,
                served.stream().mapToDouble(s -> s).sum() / input.weeks(),
                1,
                stints.isEmpty() ? null : (Double) stints.getFirst().fromHours(),
                null,
                null,
                0,
                draft.valueOf(a),
                delays.reasons(a, stints));
    }

    /// Both as one, its rate that of the mean week.
    private static HorizonPlan.Stint joined(HorizonPlan.Stint one, HorizonPlan.Stint other) {
        double before = one.toHours() - one.fromHours();
        double after = other.toHours() - other.fromHours();
        return new HorizonPlan.Stint(
                one.pool(),
                one.fromHours(),
                other.toHours(),
                one.replicas(),
                one.fit(),
                (one.rate() * before + other.rate() * after) / (before + after),
                one.lostHours());
    }

    /// What a service runs in one week: increments in the same pool and shape together.
    private static List<HorizonPlan.Stint> inWeek(
            int a, Ask.Service service, Draft draft, int week) {
        var before = draft.placesBefore(a, service, week);
        var all = new ArrayList<HorizonPlan.Stint>();
        var lots = service.lots().get(week);
        for (int lot = 0; lot < lots.size(); lot++) {
            int k = draft.taken[a][week][lot];
            if (k == Draft.NONE) {
                continue;
            }
            var one = lots.get(lot).get(k);
            int same = -1;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).pool() == one.pool() && all.get(i).fit().equals(one.shape())) {
                    same = i;
                }
            }
            double lost = WeekWorth.HOURS * draft.lost(service, week, lot, k, before);
            if (same < 0) {
                all.add(stint(one, week, 0, 0, lost));
            } else {
                var more = all.get(same);
                all.set(same, stint(one, week, more.replicas(), more.rate(), lost));
            }
        }
        return all;
    }

    private static HorizonPlan.Stint stint(
            Candidate one, int week, int moreReplicas, double moreRate, double lostHours) {
        return new HorizonPlan.Stint(
                one.pool(),
                week * WeekWorth.HOURS,
                (week + 1) * WeekWorth.HOURS,
                one.replicas() + moreReplicas,
                one.shape(),
                one.rate() + moreRate,
                lostHours);
    }

    private List<HorizonPlan.PoolCourse> pools() {
        int pools = input.devices().size();
        double[][] used = new double[input.weeks()][pools];
        for (int a = 0; a < asks.size(); a++) {
            var draft = of(a).draft();
            for (int t = 0; t < input.weeks(); t++) {
                switch (asks.get(a)) {
                    case Ask.Job job -> {
                        int k = draft.choice[a][t];
                        if (k != Draft.NONE) {
                            var one = job.candidates().get(k);
                            used[t][one.pool()] += one.devices() * draft.share[a][t];
                        }
                    }
                    case Ask.Service service ->
                            inWeek(a, service, draft, t).forEach(s -> addUse(used, s));
                }
            }
        }
        double[] averages = sold.stream().mapToDouble(WeekSale.Sold::averageWeight).toArray();
        var courses = new ArrayList<HorizonPlan.PoolCourse>();
        for (int p = 0; p < pools; p++) {
            var weeks = new ArrayList<HorizonPlan.PoolWeek>();
            for (int t = 0; t < input.weeks(); t++) {
                weeks.add(week(t, p, used[t][p], averages));
            }
            courses.add(new HorizonPlan.PoolCourse(input.base().pools().get(p), weeks));
        }
        return courses;
    }

    private static void addUse(double[][] used, HorizonPlan.Stint stint) {
        used[stint.firstWeek()][stint.pool()] += stint.devices();
    }

    private HorizonPlan.PoolWeek week(int week, int pool, double used, double[] averages) {
        int held = 0;
        double price = 0;
        for (int i = 0; i < sold.size(); i++) {
            var one = sold.get(i);
            var supply = one.book().supply;
            held +=
                    supply.free(week, pool)
                            - one.draft().calendar.free(one.draft().place(week, pool));
            double own = one.prices().price()[supply.row(week, pool)];
            price = Math.max(price, own / averages[i]);
        }
        // Prices are discounted like values; people compare them within a week.
        double weight = input.time().weight(week);
        return new HorizonPlan.PoolWeek(
                input.devices().get(pool).get(week), held, used, price / weight);
    }
}
