package dev.medley.core.fleet;

import java.util.List;

/// Prices of power over a day, by the clock of a site. What runs day and night pays the mean.
///
/// Worked example: 0.36 per kWh, and 0.24 from 22:00 to 06:00. Eight hours of 24 cost 0.24, the
/// others 0.36, so the mean is (8 x 0.24 + 16 x 0.36) / 24 = 0.32.
///
/// @param base price per kWh outside all windows
/// @param windows the first that holds counts
public record PowerTariff(double base, List<Window> windows) {

    public static final int DAY_MINUTES = 24 * 60;

    /// A part of the day.
    ///
    /// @param from minute of the day
    /// @param to minute of the day behind the last; where it is not later, over midnight
    public record Window(int from, int to, double perKwh) {

        boolean holds(int minute) {
            return from < to ? minute >= from && minute < to : minute >= from || minute < to;
        }
    }

    public PowerTariff {
        windows = List.copyOf(windows);
    }

    /// Price per kWh at a minute of the day.
    public double at(int minute) {
        for (var window : windows) {
            if (window.holds(minute)) {
                return window.perKwh();
            }
        }
        return base;
    }

    /// Mean price per kWh over a whole day.
    public double mean() {
        if (windows.isEmpty()) {
            return base;
        }
        double sum = 0;
        for (int minute = 0; minute < DAY_MINUTES; minute++) {
            sum += at(minute);
        }
        return sum / DAY_MINUTES;
    }
}
