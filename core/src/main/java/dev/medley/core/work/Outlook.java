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
}
