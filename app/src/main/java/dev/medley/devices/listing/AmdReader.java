package dev.medley.devices.listing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `amd-smi static --json`: a list of devices, or an object that holds one under `gpu_data`.
public final class AmdReader implements Reader {

    @Override
    public Listing read(List<String> texts) {
        var rows = new ArrayList<Row>();
        for (var value : LenientJson.read(String.join("\n", texts))) {
            for (var device : devices(value)) {
                if (device instanceof Map<?, ?> fields && fields.containsKey("gpu")) {
                    rows.add(row(fields, rows.size()));
                }
            }
        }
        return new Listing("", "", rows, List.of());
    }

    private static List<?> devices(Object value) {
        if (value instanceof Map<?, ?> object && object.get("gpu_data") instanceof List<?> list) {
            return list;
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static Row row(Map<?, ?> fields, int place) {
        var index = Readings.whole(text(fields.get("gpu")));
        int number = index == null ? place : index;
        var asic = part(fields, "asic");
        var size = part(part(fields, "vram"), "size");
        var limit = part(fields, "limit");
        var power = part(limit, limit.containsKey("socket_power") ? "socket_power" : "max_power");
        return new Row(
                number,
                number,
                Readings.said(text(asic.get("market_name"))),
                "",
                Readings.said(text(asic.get("asic_serial"))),
                Readings.busId(text(part(fields, "bus").get("bdf"))),
                memory(size),
                Health.UNSAID,
                "",
                Readings.positive(text(power.get("value"))));
    }

    private static @Nullable Long memory(Map<?, ?> size) {
        var unit = text(size.get("unit"));
        return Readings.amountBytes(text(size.get("value")) + " " + unit, "MiB");
    }

    /// A part of an object; a bare value stands as the part's own value.
    private static Map<?, ?> part(Map<?, ?> object, String name) {
        var part = object.get(name);
        if (part instanceof Map<?, ?> map) {
            return map;
        }
        return part == null ? Map.of() : Map.of("value", part);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
