package dev.medley.core.work;

import java.util.Comparator;
import java.util.List;

/// How a service's demand moves after the plan's date: in steps, and by growth between them.
///
/// The demand at an hour is that of the latest step until then (the service's own before the first
/// one), grown by `growthPerMonth` for each month since that step (since the plan's date before the
/// first one).
///
/// @param steps by their hours, which differ; those of the past have hours of 0 or less
/// @param growthPerMonth share by which demand grows each month, more than -1
public record DemandCurve(List<Step> steps, double growthPerMonth) {

    /// Hours of a month: the twelfth part of 365.25 days.
    public static final double MONTH_HOURS = 365.25 * 24 / 12;

    /// Always the same.
    public static final DemandCurve LEVEL = new DemandCurve(List.of(), 0);

    /// From an hour after the plan's date on, so many requests come.
    public record Step(double hours, double requestsPerSecond) {}

    public DemandCurve {
        steps = steps.stream().sorted(Comparator.comparingDouble(Step::hours)).toList();
        if (!(growthPerMonth > -1)) {
            throw new IllegalArgumentException(
                    "The growthPerMonth (%s) must be more than -1.".formatted(growthPerMonth));
        }
    }

    /// Requests per second so many hours after the plan's date.
    ///
    /// @param first demand on the plan's date
    public double at(double first, double hours) {
        double rate = first;
        double since = 0;
        for (var step : steps) {
            if (step.hours <= hours) {
                rate = step.requestsPerSecond;
                since = step.hours;
            }
        }
        return grown(rate, hours - since);
    }

    /// The most requests per second at any time between two hours.
    ///
    /// @param first demand on the plan's date
    public double most(double first, double fromHours, double toHours) {
        double most = Math.max(at(first, fromHours), justBefore(first, toHours));
        for (var step : steps) {
            if (step.hours > fromHours && step.hours < toHours) {
                most = Math.max(most, step.requestsPerSecond);
                most = Math.max(most, justBefore(first, step.hours));
            }
        }
        return most;
    }

    /// As a step at this very hour has not been taken yet.
    private double justBefore(double first, double hours) {
        var before = steps.stream().filter(step -> step.hours < hours).toList();
        return new DemandCurve(before, growthPerMonth).at(first, hours);
    }

    private double grown(double rate, double hours) {
        return growthPerMonth == 0
                ? rate
                : rate * StrictMath.pow(1 + growthPerMonth, hours / MONTH_HOURS);
    }
}
