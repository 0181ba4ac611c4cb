package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

/// A stack that a work's code does not run on yet, and when it will.
///
/// @param stack id of the stack
/// @param readiness share of the code that is ready for it today, 0 to 1, or null when unknown
/// @param effortWeeks weeks of work left, or null when unknown
/// @param hoursToReady hours from the plan's date until it is expected to run there; 0 or less when
///   it does already
/// @param hoursAtRisk hours from the plan's date until it may run there at the earliest and at the
///   latest, or null when nobody said
public record Port(
        String stack,
        @Nullable Double readiness,
        @Nullable Span effortWeeks,
        double hoursToReady,
        @Nullable Span hoursAtRisk) {

    /// From the least to the most, in that order.
    public record Span(double least, double most) {
        public Span {
            if (!(least <= most)) {
                throw new IllegalArgumentException(
                        "The least (%s) must not be more than the most (%s)."
                                .formatted(least, most));
            }
        }

        public double middle() {
            return (least + most) / 2;
        }
    }

    /// The same as it is seen so many hours later; see [Outlook#after].
    Port after(double hours) {
        var risk = hoursAtRisk;
        return new Port(
                stack,
                readiness,
                effortWeeks,
                Outlook.left(hoursToReady, hours),
                risk == null
                        ? null
                        : new Span(
                                Outlook.left(risk.least, hours), Outlook.left(risk.most, hours)));
    }

    /// The same, so many hours later.
    Port later(double hours) {
        var risk = hoursAtRisk;
        return new Port(
                stack,
                readiness,
                effortWeeks,
                hoursToReady + hours,
                risk == null ? null : new Span(risk.least + hours, risk.most + hours));
    }

    /// Which day of those that its owner thinks possible counts.
    public enum Day {
        EARLIEST,
        EXPECTED,
        LATEST
    }

    /// Hours from the plan's date until it runs there, by the day that counts.
    public double hoursUntil(Day day) {
        var risk = hoursAtRisk;
        if (risk == null) {
            return hoursToReady;
        }
        return switch (day) {
            case EARLIEST -> risk.least();
            case EXPECTED -> hoursToReady;
            case LATEST -> risk.most();
        };
    }
}
