package dev.medley.core.efficiency;

/// How much more a device-hour does afterwards, for one work or for several of the same unit.
///
/// @param of name of the work or tenant, or "" for all
/// @param before units per device-hour
/// @param after units per device-hour
/// @param devicesFreed devices held before less those held after
/// @param devicesFreedAtEqualOutput devices held before less those that would do as much as before
///   at the efficiency of after
/// @param qualityBefore weighed by rate
/// @param qualityAfter weighed by rate
public record Gain(
        String of,
        String unit,
        double before,
        double after,
        double perSecondBefore,
        double perSecondAfter,
        int devicesBefore,
        int devicesAfter,
        int devicesFreed,
        double devicesFreedAtEqualOutput,
        double qualityBefore,
        double qualityAfter) {

    /// How many times as much a device-hour does afterwards.
    public double ratio() {
        return after / before;
    }

    static Gain of(String name, Entry before, Entry after) {
        double needed =
                after.perSecond() == 0
                        ? before.devices()
                        : before.perSecond() / after.perSecond() * after.devices();
        return new Gain(
                name,
                before.unit(),
                before.perDeviceHour(),
                after.perDeviceHour(),
                before.perSecond(),
                after.perSecond(),
                before.devices(),
                after.devices(),
                before.devices() - after.devices(),
                before.devices() - needed,
                before.quality(),
                after.quality());
    }
}
