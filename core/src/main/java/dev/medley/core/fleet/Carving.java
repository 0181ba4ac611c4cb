package dev.medley.core.fleet;

import dev.medley.core.catalog.Chip;

/// How devices of a pool are offered: whole, or each in equal parts. A part serves the work of one
/// device and has no link to others, of the same device or not.
///
/// Parts need not make up the whole: what divides devices in hardware knows fixed sizes only (seven
/// instances of an H100 have a seventh of its compute and an eighth of its memory each). Bandwidth
/// goes with memory; cost, power and device time are divided evenly.
///
/// @param parts of a device; 1 for a whole one
/// @param memoryShare memory of one part, as a share of the device's
/// @param computeShare compute of one part, as a share of the device's
public record Carving(int parts, double memoryShare, double computeShare) {

    /// Devices as they are.
    public static final Carving WHOLE = new Carving(1, 1, 1);

    public static final int MOST_PARTS = 8;

    /// Shares of a device that sums over unlike pools are counted in: every number of parts divides
    /// them, so that nothing is rounded.
    public static final int SHARES = 840;

    public Carving {
        if (parts < 1 || parts > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "A device has 1 to %d parts, not %d.".formatted(MOST_PARTS, parts));
        }
        for (double share : new double[] {memoryShare, computeShare}) {
            if (!(share > 0 && share * parts <= 1 + 1e-9)) {
                throw new IllegalArgumentException(
                        "%d parts with %s of a device each are more than it has."
                                .formatted(parts, share));
            }
        }
    }

    /// Parts that share everything.
    public static Carving into(int parts) {
        return new Carving(parts, 1.0 / parts, 1.0 / parts);
    }

    public boolean isWhole() {
        return parts == 1;
    }

    /// Shares of a device that so many units are.
    public long shares(long units) {
        return units * (SHARES / parts);
    }

    /// Whole devices that so many units are.
    public double devices(long units) {
        return (double) units / parts;
    }

    /// The chip as one unit shows itself to whoever predicts what runs on it.
    public Chip of(Chip chip) {
        return isWhole() ? chip : chip.carved(parts, memoryShare, computeShare);
    }

    /// What one unit is called: `device` or `part`.
    public String unit() {
        return isWhole() ? "device" : "part";
    }

    /// `8 devices`, or `12 parts (3 devices)`.
    public String count(long units) {
        if (isWhole()) {
            return units + (units == 1 ? " device" : " devices");
        }
        return "%d %s (%s)".formatted(units, units == 1 ? "part" : "parts", deviceWords(units));
    }

    /// `3 devices`, or `5/4 devices` where parts do not make whole ones.
    private String deviceWords(long units) {
        if (units % parts == 0) {
            return WHOLE.count(units / parts);
        }
        return "%d/%d %s".formatted(units, parts, units < parts ? "device" : "devices");
    }
}
