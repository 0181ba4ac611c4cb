package dev.medley.files;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.ledger.vouchers.Programme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The programmes that come with Medley: documents like those of users, which go before them.
public final class ShippedProgrammes {

    private static final String ROOT = "/programmes/";

    private ShippedProgrammes() {}

    /// All of them, by name.
    public static List<Programme> all(Catalog catalog) {
        var problems = new Problems();
        var names = new Names(catalog, ModelFiles.NONE);
        var items = new VoucherItems();
        var read = read(new WorkBinder(names, LocalDate.EPOCH));
        read.items().forEach(item -> items.programmes().put(item.name(), item));
        var inputs = new VoucherBinder(names, problems).bind(items, java.util.Map.of(), null);
        require(problems);
        return inputs.programmes();
    }

    static PartReader.Result read(WorkBinder binder) {
        var parts = new ArrayList<Part>();
        for (var name : text("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
            var file = "programmes/" + name + ".yaml";
            var bytes = text(name + ".yaml").getBytes(StandardCharsets.UTF_8);
            try {
                parts.addAll(Part.of(file, bytes, false));
            } catch (Unreadable e) {
                throw new IllegalStateException(e.in(file).toString(), e);
            }
        }
        var result = new PartReader(Schemas.published(), binder).read(parts);
        require(result.problems());
        return result;
    }

    private static void require(Problems problems) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.sorted().getFirst().toString());
        }
    }

    private static String text(String name) {
        try (var in = ShippedProgrammes.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("Medley lacks its resource " + ROOT + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
