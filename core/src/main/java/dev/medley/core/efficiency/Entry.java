package dev.medley.core.efficiency;

/// What one work gets in one plan, over all its places.
///
/// @param unit what its rate counts: `answer tokens`, `requests`, `trained tokens`, `x`
/// @param perSecond units per second that count; demand beyond the work's own is left out
/// @param devices devices it holds
/// @param quality of what runs, weighed by rate
/// @param tokensPerRequest prompt and answer, as text, or "" where it has no meaning or is not
///   known
public record Entry(
        String work,
        String tenant,
        String unit,
        double perSecond,
        int devices,
        double quality,
        String tokensPerRequest) {

    public Entry {
        if (devices < 1 || !(perSecond >= 0)) {
            throw new IllegalArgumentException(
                    "Work '%s' with %d devices and a rate of %s holds nothing."
                            .formatted(work, devices, perSecond));
        }
    }

    /// Units that a device does in an hour.
    public double perDeviceHour() {
        return perSecond * 3600 / devices;
    }

    /// Another place of the same work.
    public Entry plus(Entry other) {
        double rate = perSecond + other.perSecond;
        double mean =
                rate == 0
                        ? Math.min(quality, other.quality)
                        : (quality * perSecond + other.quality * other.perSecond) / rate;
        return new Entry(work, tenant, unit, rate, devices + other.devices, mean, tokensPerRequest);
    }
}
