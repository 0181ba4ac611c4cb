package dev.medley.core.plan.weeks;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.plan.Candidate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Why a work does not run from the first week on, or not at all, in words and numbers.
final class Delays {

    private final HorizonInput input;
    private final Asking asking;
    private final WeekSale.Sold sold;

    Delays(HorizonInput input, Asking asking, WeekSale.Sold sold) {
        this.input = input;
        this.asking = asking;
        this.sold = sold;
    }

    /// @param stints what runs of it, in the order of time
    List<Reason> reasons(int a, List<HorizonPlan.Stint> stints) {
        if (stints.isEmpty()) {
            return neverRuns(a);
        }
        int first = stints.getFirst().firstWeek();
        return first == 0 ? List.of() : List.of(notBefore(a, first, stints.getFirst().pool()));
    }

    /// What kept it out of the pool in the week before it began there.
    private Reason notBefore(int a, int first, int pool) {
        var work = sold.draft().asks.get(a).work();
        var name = input.base().pools().get(pool).id();
        if (Openings.startWeek(work) == first) {
            return new Reason("not-before", "may not start before week " + (first + 1));
        }
        if (asking.openings().stackWeek(work, pool) == first) {
            return new Reason(
                    "port",
                    "its code runs on %s from week %d on"
                            .formatted(asking.pools().get(pool).stack(), first + 1));
        }
        var rule = asking.openings().rule(work, pool, first - 1);
        if (rule != null) {
            return new Reason(rule.code(), "not on %s before: %s".formatted(name, rule.text()));
        }
        var one = bestIn(a, first - 1, pool);
        int before = input.devices().get(pool).get(first - 1);
        if (one == null || before < one.devices()) {
            return new Reason(
                    "devices",
                    "%s has %d devices in week %d, and %d in week %d"
                            .formatted(
                                    name,
                                    before,
                                    first,
                                    input.devices().get(pool).get(first),
                                    first + 1));
        }
        return outbid(a, first - 1, one);
    }

    private List<Reason> neverRuns(int a) {
        var work = sold.draft().asks.get(a).work();
        var outbid = new ArrayList<Near>();
        var closed = new ArrayList<Reason>();
        for (int p = 0; p < input.devices().size(); p++) {
            @Nullable Near near = null;
            for (int t = 0; t < input.weeks(); t++) {
                var one = isOpen(a, t, p) ? bestIn(a, t, p) : null;
                if (one != null && one.devices() <= input.devices().get(p).get(t)) {
                    double short0 = price(a, t, p) - perDevice(a, t, one);
                    near = near == null || short0 < near.missing ? new Near(t, one, short0) : near;
                }
            }
            if (near == null) {
                closed.add(closed(a, p));
            } else {
                outbid.add(near);
            }
        }
        outbid.sort(Comparator.comparingDouble(Near::missing).thenComparingInt(n -> n.one.pool()));
        var reasons = new ArrayList<Reason>();
        outbid.forEach(near -> reasons.add(outbid(a, near.week, near.one)));
        reasons.addAll(closed);
        if (Openings.startWeek(work) >= input.weeks()) {
            return List.of(
                    new Reason(
                            "not-before",
                            "may not start before week " + (Openings.startWeek(work) + 1)));
        }
        return reasons;
    }

    /// The week in which a pool's price comes closest.
    private record Near(int week, Candidate one, double missing) {}

    private Reason closed(int a, int pool) {
        var work = sold.draft().asks.get(a).work();
        var name = input.base().pools().get(pool).id();
        if (asking.fits().inPool(a, pool) instanceof Fit.Rejected rejected) {
            var reason = rejected.reasons().getFirst();
            return new Reason(reason.code(), "not on %s: %s".formatted(name, reason.text()));
        }
        var terms = asking.openings().terms(work, pool);
        if (!terms.isEmpty()) {
            var reason = terms.getFirst();
            return new Reason(reason.code(), "not on %s: %s".formatted(name, reason.text()));
        }
        int week = asking.openings().stackWeek(work, pool);
        if (week >= input.weeks()) {
            var when =
                    week > HorizonInput.MOST_WEEKS * 10
                            ? "on no day that is known"
                            : "from week %d on".formatted(week + 1);
            return new Reason(
                    "stack",
                    "not on %s: its code runs on %s only, and on %s %s"
                            .formatted(
                                    name,
                                    String.join(" and ", work.terms().stacks()),
                                    asking.pools().get(pool).stack(),
                                    when));
        }
        for (int t = 0; t < input.weeks(); t++) {
            var rule = asking.openings().rule(work, pool, t);
            if (rule != null) {
                return new Reason(rule.code(), "not on %s: %s".formatted(name, rule.text()));
            }
        }
        return new Reason(
                "not-worth-it",
                "on %s it would cost more than it is worth, or no shape fits in any week"
                        .formatted(name));
    }

    private Reason outbid(int a, int week, Candidate one) {
        var name = input.base().pools().get(one.pool()).id();
        double price = price(a, week, one.pool());
        double worth = perDevice(a, week, one);
        var needs = "needs %d %s in week %d".formatted(one.devices(), name, week + 1);
        var weight = sold.draft().value.weight(week);
        if (price > worth) {
            return new Reason(
                    "outbid",
                    "%s; worth %s per device there against a price of %s"
                            .formatted(needs, figure(worth / weight), figure(price / weight)));
        }
        int money = sold.draft().moneyPurse(a);
        int quota = sold.draft().devicePurse(a);
        int purses = sold.book().supply.purses().size();
        if (money >= 0
                && one.costPerHour() * Supply.UNITS > sold.draft().left[week * purses + money]) {
            return new Reason("budget", needs + ", for which the tenant's budget is too small");
        }
        if (quota >= 0 && one.devices() > sold.draft().left[week * purses + quota]) {
            return new Reason("tenant-limit", needs + ", more than its tenant may still hold");
        }
        boolean free =
                sold.draft()
                        .calendar
                        .fits(sold.draft().place(week, one.pool()), one.devices(), 1, 1);
        return new Reason(
                free ? "cheaper-later" : "no-room",
                "%s, worth %s per device against a price of %s, but %s"
                        .formatted(
                                needs,
                                figure(worth / weight),
                                figure(price / weight),
                                free ? "it gains more later" : "fewer are left"));
    }

    private double price(int a, int week, int pool) {
        var supply = sold.book().supply;
        double price = sold.prices().price()[supply.row(week, pool)];
        int quota = sold.draft().devicePurse(a);
        double all =
                quota < 0 ? price : price + sold.prices().price()[supply.purseRow(week, quota)];
        return all / sold.weight(a);
    }

    private boolean isOpen(int a, int week, int pool) {
        return switch (sold.draft().asks.get(a)) {
            case Ask.Job job -> job.open()[week][pool];
            case Ask.Service service -> service.open()[week][pool];
        };
    }

    /// Its candidate in the pool that is worth most per device, or null where it has none.
    private @Nullable Candidate bestIn(int a, int week, int pool) {
        var some =
                switch (sold.draft().asks.get(a)) {
                    case Ask.Job job -> job.candidates();
                    case Ask.Service service -> {
                        var lots = service.lots().get(week);
                        yield lots.isEmpty() ? List.<Candidate>of() : lots.getFirst();
                    }
                };
        @Nullable Candidate best = null;
        for (var one : some) {
            if (one.pool() == pool
                    && (best == null || perDevice(a, week, one) > perDevice(a, week, best))) {
                best = one;
            }
        }
        return best;
    }

    private double perDevice(int a, int week, Candidate one) {
        var draft = sold.draft();
        return switch (draft.asks.get(a)) {
            case Ask.Job job ->
                    draft.value.perShare(job, week, job.candidates().indexOf(one)) / one.devices();
            case Ask.Service _ -> draft.value.ofService(one, week) / one.devices();
        };
    }

    private static String figure(double value) {
        return value >= 100
                ? "%.0f".formatted(value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
