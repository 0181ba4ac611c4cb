package dev.medley.devices;

import dev.medley.devices.listing.KeyBlocks;
import dev.medley.devices.listing.Listing;
import dev.medley.devices.listing.Row;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Asks boards which model they are, where npu-smi only says `Ascend910`.
///
/// A 910A and a 910C both print that name. A board of the newer kind adds an `NPU Name` of four
/// digits, and the two together are the model's name: `Ascend910_9392`.
final class AscendBoards {

    private static final String BARE = "Ascend910";

    private AscendBoards() {}

    static Listing complete(Listing listing, Function<List<String>, String> ask) {
        var models = new TreeMap<Integer, String>();
        for (var row : listing.rows()) {
            if (row.name().equals(BARE)) {
                models.computeIfAbsent(row.card(), card -> model(ask.apply(question(card))));
            }
        }
        var rows = listing.rows().stream().map(row -> named(row, models)).toList();
        return new Listing(
                listing.toolVersion(), listing.driverVersion(), rows, listing.problems());
    }

    private static List<String> question(int card) {
        return List.of("info", "-t", "board", "-i", Integer.toString(card), "-c", "0");
    }

    private static String model(String board) {
        var said = KeyBlocks.read(board);
        var chip = said.getOrDefault("chip name", "");
        var npu = said.getOrDefault("npu name", "");
        return chip.isEmpty() || npu.isEmpty() ? "" : chip + "_" + npu;
    }

    private static Row named(Row row, Map<Integer, String> models) {
        var model = row.name().equals(BARE) ? models.getOrDefault(row.card(), "") : "";
        return model.isEmpty() ? row : row.modelled(model);
    }
}
