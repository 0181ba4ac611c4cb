package dev.medley.devices.listing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a tool that was asked for columns by name, with a head: nvidia-smi, ppu-smi, ixsmi.
///
/// ```
/// index, name, uuid, pci.bus_id, memory.total [MiB], power.limit [W], driver_version
/// 0, NVIDIA H20, GPU-5c1f..., 00000000:0F:00.0, 97871 MiB, 500.00 W, 550.90.07
/// ```
public final class CsvReader implements Reader {

    @Override
    public Listing read(List<String> texts) {
        var rows = new ArrayList<Row>();
        var problems = new ArrayList<String>();
        var titles = List.<String>of();
        String driver = "";
        for (var line : String.join("\n", texts).lines().toList()) {
            var cells = cells(line);
            if (isHead(cells)) {
                titles = cells.stream().map(CsvReader::title).toList();
            } else if (!titles.isEmpty() && cells.size() == titles.size()) {
                var fields = new Fields(titles, cells);
                rows.add(row(fields, rows.size()));
                driver = driver.isEmpty() ? fields.get("driver_version") : driver;
            } else if (!line.isBlank()) {
                problems.add("Not a row of the table asked for: " + line.strip());
            }
        }
        return new Listing("", driver, rows, problems);
    }

    private static boolean isHead(List<String> cells) {
        return cells.size() > 1 && cells.stream().anyMatch(cell -> title(cell).equals("name"));
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        for (var cell : line.split(",", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static String title(String cell) {
        return cell.replaceAll("\\s*\\[.*]$", "").strip().toLowerCase(Locale.ROOT);
    }

    private record Fields(List<String> titles, List<String> cells) {

        /// The first of these columns that says anything, or "".
        String get(String... names) {
            for (var name : names) {
                int at = titles.indexOf(name);
                if (at >= 0 && !Readings.said(cells.get(at)).isEmpty()) {
                    return Readings.said(cells.get(at));
                }
            }
            return "";
        }

        /// What a device that does not answer shows in its fields, or "".
        String trouble() {
            return cells.stream()
                    .filter(
                            cell ->
                                    cell.contains("ERR!")
                                            || cell.toLowerCase(Locale.ROOT).contains("is lost")
                                            || cell.contains("Unknown Error"))
                    .findFirst()
                    .orElse("");
        }
    }

    private static Row row(Fields fields, int place) {
        var index = Readings.whole(fields.get("index"));
        var trouble = fields.trouble();
        int number = index == null ? place : index;
        return new Row(
                number,
                number,
                fields.get("name", "gpu_name"),
                "",
                fields.get("uuid", "gpu_uuid"),
                Readings.busId(fields.get("pci.bus_id", "gpu_bus_id", "bus_id")),
                memory(fields.get("memory.total")),
                trouble.isEmpty() ? Health.UNSAID : Health.BAD,
                trouble,
                Readings.positive(fields.get("power.limit", "gpu.power.limit")));
    }

    private static @Nullable Long memory(String text) {
        return text.isEmpty() ? null : Readings.amountBytes(text, "MiB");
    }
}
