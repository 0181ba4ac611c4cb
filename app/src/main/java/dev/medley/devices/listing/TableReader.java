package dev.medley.devices.listing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads a tool that draws a table: cnmon, efsmi, hl-smi, ixsmi, mthreads-gmi, mx-smi, npu-smi,
/// xpu_smi.
///
/// @param version finds the tool's own version in its first group
/// @param ids titles of a device's number, the one that the device variable takes first
/// @param cards titles of the card's number
public record TableReader(Pattern version, List<String> ids, List<String> cards) implements Reader {

    private static final Pattern DRIVER =
            Pattern.compile("Driver(?: Ver| Version)?[ :]+v?([0-9][\\w.+-]*)");

    private static final List<String> MEMORIES = List.of("HBM-Usage", "Memory-Usage", "Mem");

    private static final List<String> BUSES = List.of("Bus-Id", "PCIe");

    public TableReader {
        ids = List.copyOf(ids);
        cards = List.copyOf(cards);
    }

    @Override
    public Listing read(List<String> texts) {
        var text = String.join("\n", texts);
        var table = BoxTable.read(text);
        var problems = new ArrayList<>(table.problems());
        var rows = new ArrayList<Row>();
        for (var entry : table.entries()) {
            var row = row(entry, rows.size());
            if (row == null) {
                problems.add("A row names no device: " + entry.all());
            } else {
                rows.add(row);
            }
        }
        return new Listing(first(version, text), first(DRIVER, text), rows, problems);
    }

    private @Nullable Row row(BoxTable.Entry entry, int place) {
        var name = Readings.said(entry.under("Name"));
        if (name.isEmpty()) {
            return null;
        }
        var index = number(entry, ids);
        var card = number(entry, cards);
        var state = state(entry);
        return new Row(
                index == null ? place : index,
                card == null ? index == null ? place : index : card,
                name,
                "",
                "",
                busId(entry),
                memory(entry),
                health(state),
                state,
                Readings.powerCap(entry.cellUnder("Pwr")));
    }

    private static @Nullable Integer number(BoxTable.Entry entry, List<String> titles) {
        for (var title : titles) {
            var number = Readings.whole(entry.under(title));
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    private static String busId(BoxTable.Entry entry) {
        for (var title : BUSES) {
            var bus = Readings.busId(entry.cellUnder(title));
            if (!bus.isEmpty()) {
                return bus;
            }
        }
        return "";
    }

    private static @Nullable Long memory(BoxTable.Entry entry) {
        for (var title : MEMORIES) {
            var bytes = Readings.memoryBytes(entry.cellUnder(title));
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }

    private static String state(BoxTable.Entry entry) {
        if (entry.all().contains("ERR!")) {
            return "ERR!";
        }
        var health = entry.under("Health");
        return Readings.said(health.isEmpty() ? entry.under("GPU-State") : health);
    }

    /// A word that nobody has told us of counts as bad: a device is not given work on a guess.
    private static Health health(String state) {
        if (state.isEmpty()) {
            return Health.UNSAID;
        }
        return switch (state.toUpperCase(Locale.ROOT)) {
            case "OK", "AVAILABLE", "NORMAL" -> Health.GOOD;
            case "WARNING" -> Health.WARNING;
            default -> Health.BAD;
        };
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
