package dev.medley.core.work;

import java.util.List;

/// What a work knows of its own later days.
///
/// @param hoursToStart hours from the plan's date before which it must not start; 0 for at once
/// @param ports stacks that its code will run on; none where it runs everywhere already
public record Outlook(double hoursToStart, List<Port> ports) {

    /// May start at once, and will never run elsewhere than today.
    public static final Outlook NONE = new Outlook(0, List.of());

    public Outlook {
        ports = List.copyOf(ports);
        if (!(hoursToStart >= 0)) {
            throw new IllegalArgumentException(
                    "The hoursToStart (%s) must not be negative.".formatted(hoursToStart));
        }
    }

    /// The same as it is seen so many hours later: what lies ahead is nearer by whole days, so that
    /// it does not look new every minute, and what has come is there.
    public Outlook after(double hours) {
        return new Outlook(
                left(hoursToStart, hours), ports.stream().map(port -> port.after(hours)).toList());
    }

    /// The same, with what lies ahead so many hours later.
    public Outlook later(double hours) {
        return new Outlook(
                hoursToStart > 0 ? hoursToStart + hours : 0,
                ports.stream().map(port -> port.later(hours)).toList());
    }

    static double left(double until, double hours) {
        return until <= hours ? Math.min(until, 0) : until - 24 * Math.floor(hours / 24);
    }
}
