package dev.medley.devices;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Stack;
import dev.medley.devices.listing.Row;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Looks a printed name up in the catalogue.
///
/// CONSTRAINTS. Several vendors share names, and one name may stand for parts with different
/// memory; a wrong chip makes every prediction wrong. So a chip has to be of the vendor's stack and
/// has to have about the memory that the tool shows, and where more than one remains, none is
/// taken.
///
/// ```
/// NVIDIA H20, 97871 MiB     -> nvidia-h20-96gb: the name means two chips, the memory one of them
/// Ascend910, 65536 MiB      -> open: the 910A has 32 GB; the board has to say which model it is
/// Enflame L300, 147456 MiB  -> open: no chip of that name
/// ```
final class Matching {

    /// Drivers keep some memory for themselves, and makers round.
    private static final double SLACK = 0.08;

    private static final double ERROR_CORRECTED = 7.0 / 8;

    private static final double GIB = 1L << 30;

    private static final int MOST_NEAR = 4;

    private final Catalog catalog;

    Matching(Catalog catalog) {
        this.catalog = catalog;
    }

    Match match(Row row, Stack stack) {
        if (row.name().isEmpty() && row.model().isEmpty()) {
            return new Match.Open("The tool gives it no name.", List.of());
        }
        var name = row.model().isEmpty() ? row.name() : row.model();
        var lookup = catalog.chip(name.replaceFirst("^Tesla ", ""));
        return switch (lookup) {
            case Lookup.Found<Chip> found -> check(name, found.value(), row, stack);
            case Lookup.Missing<Chip> missing -> choose(name, missing, row, stack);
        };
    }

    /// The name means one chip: is it this one?
    private Match check(String name, Chip chip, Row row, Stack stack) {
        if (!chip.stack().equals(stack.id())) {
            return new Match.Open(
                    "'%s' is the name of %s, and this device is of %s."
                            .formatted(name, chip.id(), String.join(", ", stack.vendors())),
                    near(stack, other -> agrees(other, row.memoryBytes())));
        }
        var known = chip.memoryGb();
        if (known == null || agrees(chip, row.memoryBytes()) || spares(chip, row.memoryBytes())) {
            return new Match.Known(chip);
        }
        return new Match.Open(
                "'%s' is the name of %s, which has %s per device; the tool shows %s. Describe it"
                                .formatted(
                                        name,
                                        chip.id(),
                                        gb(chip.perDevice(known)) + " GB",
                                        shown(row))
                        + " in a catalogue of your own if it is another part.",
                near(
                        stack,
                        other ->
                                other.family().equals(chip.family())
                                        && agrees(other, row.memoryBytes())));
    }

    /// The name means several chips, or none.
    private Match choose(String name, Lookup.Missing<Chip> missing, Row row, Stack stack) {
        Predicate<Chip> suggested = chip -> missing.suggestions().contains(chip.id());
        var fitting =
                catalog.chips().stream()
                        .filter(suggested)
                        .filter(chip -> chip.stack().equals(stack.id()))
                        .filter(chip -> agrees(chip, row.memoryBytes()))
                        .toList();
        if (missing.ambiguous() && fitting.size() == 1) {
            return new Match.Known(fitting.getFirst());
        }
        if (missing.ambiguous()) {
            return new Match.Open(
                    "'%s' may be any of %s, and %s does not decide."
                            .formatted(name, String.join(", ", missing.suggestions()), shown(row)),
                    missing.suggestions());
        }
        return new Match.Open(
                "No chip of the catalogue is called '%s' (%s). Describe it in a catalogue of your"
                                .formatted(name, shown(row))
                        + " own, or add the name to the chip it is.",
                near(stack, suggested));
    }

    private List<String> near(Stack stack, Predicate<Chip> like) {
        return catalog.chips().stream()
                .filter(chip -> chip.stack().equals(stack.id()))
                .filter(like)
                .map(Chip::id)
                .limit(MOST_NEAR)
                .toList();
    }

    /// Makers' gigabytes are 10^9 bytes or 2^30, as they please; what is unknown does not object.
    private static boolean agrees(Chip chip, @Nullable Long memoryBytes) {
        var ofPackage = chip.memoryGb();
        if (ofPackage == null || memoryBytes == null) {
            return true;
        }
        double said = chip.perDevice(ofPackage);
        return close(memoryBytes / GIB, said) || close(memoryBytes / 1e9, said);
    }

    /// Memory without lines of its own for error correction gives an eighth away for it, once that
    /// is switched on: an MLU370-X8 then shows 20,638 MiB in place of 23,374.
    private static boolean spares(Chip chip, @Nullable Long memoryBytes) {
        var ofPackage = chip.memoryGb();
        boolean plain = chip.traits().memoryType().contains("DDR");
        if (ofPackage == null || memoryBytes == null || !plain) {
            return false;
        }
        double left = chip.perDevice(ofPackage) * ERROR_CORRECTED;
        return close(memoryBytes / GIB, left) || close(memoryBytes / 1e9, left);
    }

    private static boolean close(double shown, double said) {
        return Math.abs(shown - said) <= SLACK * said;
    }

    private static String shown(Row row) {
        var bytes = row.memoryBytes();
        return bytes == null ? "unknown memory" : gb(bytes / GIB) + " GiB";
    }

    private static String gb(double amount) {
        return String.format(Locale.ROOT, "%.1f", amount).replaceFirst("\\.0$", "");
    }
}
