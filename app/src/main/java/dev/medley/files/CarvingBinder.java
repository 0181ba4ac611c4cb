package dev.medley.files;

import dev.medley.core.catalog.Chip;
import dev.medley.core.fleet.Carving;
import dev.medley.core.units.Dimension;

import java.util.List;

/// Binds what a pool says of the parts that its devices are carved into.
final class CarvingBinder {

    /// What sizes of parts are rounded by: two parts of an H200 of 141 GB are called 71 GB.
    private static final double ROUNDING = 1.02;

    private CarvingBinder() {}

    static Carving carving(Fields pool, Chip chip) {
        int parts = pool.whole("parts", 1);
        if (parts == 1) {
            for (var name : List.of("partMemory", "partCompute")) {
                if (pool.has(name)) {
                    pool.wrong(
                            name,
                            "says what a part has, and devices of this pool are whole",
                            "add parts:, or leave it out");
                }
            }
            return Carving.WHOLE;
        }
        if (parts < 1 || parts > Carving.MOST_PARTS) {
            return Carving.WHOLE;
        }
        if (pool.whole("devices", 1) == 0) {
            pool.wrong(
                    "parts",
                    "needs devices of today, and this pool is only planned",
                    "leave it out until the devices are there");
        }
        return new Carving(parts, memoryShare(pool, chip, parts), computeShare(pool, parts));
    }

    private static double computeShare(Fields pool, int parts) {
        double most = 1.0 / parts;
        double share = pool.quantity("partCompute", Dimension.SHARE, most);
        if (!(share > 0) || share > most * ROUNDING) {
            pool.wrong(
                    "partCompute",
                    "is no share that a device has for each of %d parts".formatted(parts),
                    "write for example %.1f %%".formatted(100 * Math.floor(1000 * most) / 1000));
            return most;
        }
        return Math.min(share, most);
    }

    private static double memoryShare(Fields pool, Chip chip, int parts) {
        double most = 1.0 / parts;
        var bytes = pool.quantity("partMemory", Dimension.BYTES, false, 1e15);
        if (bytes == null) {
            return most;
        }
        if (chip.memoryGb() == null) {
            pool.wrong(
                    "partMemory",
                    "cannot be held against the memory of %s, which nobody has published"
                            .formatted(chip.id()),
                    "leave it out, or describe the chip in a catalogue of your own");
            return most;
        }
        double share = bytes / 1e9 / chip.perDevice(chip.memoryGb());
        if (share > most * ROUNDING) {
            pool.wrong(
                    "partMemory",
                    "is more than a device has for each of %d parts (%.1f GB)"
                            .formatted(parts, most * chip.perDevice(chip.memoryGb())),
                    "write less, or fewer parts");
            return most;
        }
        return Math.min(share, most);
    }
}
