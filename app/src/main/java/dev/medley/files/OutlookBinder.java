package dev.medley.files;

import dev.medley.core.units.Deadline;
import dev.medley.core.units.Dimension;
import dev.medley.core.units.Growth;
import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Port;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Binds what works say of later days: when they may start, where their code will run, and how
/// demand moves.
final class OutlookBinder {

    private static final double WEEK_HOURS = 7 * 24;

    private final Names names;
    private final LocalDate planDate;

    OutlookBinder(Names names, LocalDate planDate) {
        this.names = names;
        this.planDate = planDate;
    }

    /// @param stacks ids of the stacks that the code runs on already
    Outlook bind(Fields spec, List<String> stacks) {
        var start = spec.text("notBefore");
        var hours =
                start == null
                        ? null
                        : spec.valueOr(
                                "notBefore", Deadline.parseStartHours(start, planDate), null);
        var ports = new ArrayList<Port>();
        for (var entry : spec.each("portable")) {
            var port = port(entry, stacks);
            if (port == null) {
                continue;
            }
            if (ports.stream().anyMatch(other -> other.stack().equals(port.stack()))) {
                entry.wrong("stack", "is ported to twice", "keep one of them");
            }
            ports.add(port);
        }
        return hours == null && ports.isEmpty()
                ? Outlook.NONE
                : new Outlook(hours == null ? 0 : hours, ports);
    }

    private @Nullable Port port(Fields entry, List<String> stacks) {
        var stack = entry.valueOr("stack", names.stack(entry.text("stack", "")), null);
        if (stack != null && stacks.isEmpty()) {
            entry.wrong(
                    "stack",
                    "adds nothing, for without 'stacks' its code runs everywhere",
                    "name in 'stacks' what its code runs on today");
        } else if (stack != null && stacks.contains(stack)) {
            entry.wrong("stack", "is among its 'stacks' already", "take it out of one of them");
        }
        var effort = effort(entry);
        var ready = hours(entry, "ready");
        if (ready == null && !entry.has("ready")) {
            if (effort == null && !entry.has("effortWeeks")) {
                entry.wrong(
                        "stack", "has no date", "add ready: 2027-03-01 or effortWeeks: [6, 20]");
            }
            ready = effort == null ? null : (Double) (effort.middle() * WEEK_HOURS);
        }
        var risk = risk(entry, ready, effort);
        if (stack == null || ready == null) {
            return null;
        }
        var readiness = entry.quantity("readiness", Dimension.SHARE, true, 1);
        return new Port(stack, readiness, effort, ready, risk);
    }

    private static Port.@Nullable Span effort(Fields entry) {
        var weeks = entry.items("effortWeeks");
        if (weeks.size() != 2) {
            return null;
        }
        double least = Scalars.number(weeks.get(0).text());
        double most = Scalars.number(weeks.get(1).text());
        if (least > most) {
            entry.wrong(
                    "effortWeeks",
                    weeks.get(1),
                    "is less than the " + weeks.get(0).text() + " before it",
                    "write the fewest weeks first");
            return null;
        }
        return new Port.Span(least, most);
    }

    /// The days at risk as stated; where only the effort is known, from its least to its most.
    private Port.@Nullable Span risk(
            Fields entry, @Nullable Double ready, Port.@Nullable Span effort) {
        var stated = entry.inside("risk");
        if (!entry.has("risk")) {
            return entry.has("ready") || effort == null
                    ? null
                    : new Port.Span(effort.least() * WEEK_HOURS, effort.most() * WEEK_HOURS);
        }
        var earliest = hours(stated, "earliest");
        var latest = hours(stated, "latest");
        if (ready == null) {
            return null;
        }
        double from = earliest == null ? ready : earliest;
        double to = latest == null ? ready : latest;
        if (from > ready) {
            stated.wrong("earliest", "is after it is expected", "write an earlier day");
        } else if (to < ready) {
            stated.wrong("latest", "is before it is expected", "write a later day");
        } else {
            return new Port.Span(from, to);
        }
        return null;
    }

    private @Nullable Double hours(Fields fields, String name) {
        var text = fields.text(name);
        var date = text == null ? null : fields.valueOr(name, Deadline.parseDate(text), null);
        return date == null ? null : (Double) Deadline.hoursUntil(date, planDate);
    }

    /// Demand on the plan's date, and what becomes of it.
    record Demand(double requestsPerSecond, DemandCurve curve) {}

    /// @param first requests per second as the service states them
    Demand demand(Fields spec, double first) {
        var text = spec.text("growth");
        var growth = text == null ? null : spec.valueOr("growth", Growth.parsePerMonth(text), null);
        double perMonth = growth == null ? 0 : growth;
        var past = new ArrayList<DemandCurve.Step>();
        var later = new ArrayList<DemandCurve.Step>();
        for (var entry : spec.each("demand")) {
            var hours = hours(entry, "from");
            if (hours == null) {
                continue;
            }
            double rate = entry.quantity("requestsPerSecond", Dimension.REQUEST_RATE, 1);
            var step = new DemandCurve.Step(hours, rate);
            var others = hours > 0 ? later : past;
            if (others.stream().anyMatch(other -> other.hours() == step.hours())) {
                entry.wrong("from", "has a demand already", "keep one of them");
            }
            others.add(step);
        }
        double now = past.isEmpty() ? first : new DemandCurve(past, perMonth).at(first, 0);
        return new Demand(
                now,
                later.isEmpty() && perMonth == 0
                        ? DemandCurve.LEVEL
                        : new DemandCurve(later, perMonth));
    }
}
