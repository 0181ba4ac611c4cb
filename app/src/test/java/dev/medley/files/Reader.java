package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.catalog.Stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/// Writes documents into a folder and reads them against a small catalogue.
final class Reader {

    static final LocalDate PLAN_DATE = LocalDate.of(2026, 6, 1);

    private static final Provenance MADE_UP =
            new Provenance("test", "2026-06-01", Confidence.LOW, "");

    private final Path folder;

    Reader(Path folder) {
        this.folder = folder;
    }

    static Documents.Setting setting() {
        return new Documents.Setting(catalog(), PLAN_DATE, ModelFiles.NONE);
    }

    Reader write(String name, String text) throws IOException {
        return write(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Reader write(String name, byte[] bytes) throws IOException {
        var file = folder.resolve(name);
        var parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, bytes);
        return this;
    }

    Documents.Outcome read() {
        return Documents.read(List.of(folder), setting());
    }

    Documents.Loaded loaded() {
        var outcome = read();
        assertThat(outcome)
                .as(() -> String.join("\n", told(outcome)))
                .isInstanceOf(Documents.Loaded.class);
        return (Documents.Loaded) outcome;
    }

    /// Problems as printed, without the folder's path.
    List<String> problems() {
        return told(read());
    }

    private List<String> told(Documents.Outcome outcome) {
        return switch (outcome) {
            case Documents.Loaded _ -> List.of();
            case Documents.Rejected(var problems, long _) ->
                    problems.stream().map(p -> p.toString().replace(folder + "/", "")).toList();
        };
    }

    static Catalog catalog() {
        return new Catalog(
                List.of(
                        chip("nvidia-h800-sxm", "H800", "hopper", 1, "cuda"),
                        chip("nvidia-h20-96gb", "H20", "hopper", 1, "cuda"),
                        chip("huawei-ascend-910c", "910C", "ascend", 2, "cann")),
                List.of(),
                List.of(stack("cuda"), stack("cann")),
                List.of(
                        model("llama3-8b", "meta-llama/Meta-Llama-3-8B"),
                        model("qwen3-32b", "Qwen/Qwen3-32B")));
    }

    private static Chip chip(String id, String alias, String family, int devices, String stack) {
        return new Chip(
                id,
                "Vendor",
                id,
                List.of(alias),
                family,
                Chip.Status.SHIPPING,
                "",
                devices,
                new TreeMap<>(),
                80.0,
                3000.0,
                new Chip.ScaleUp("link", 400, 8),
                400.0,
                700.0,
                null,
                stack,
                new ChipTraits("", null, null, null, null, "", List.of(), List.of(), List.of()),
                MADE_UP,
                new TreeMap<>());
    }

    private static Stack stack(String id) {
        var none = List.<Stack.Named>of();
        var empty = List.<String>of();
        return new Stack(
                id, id, empty, empty, empty, none, none, none, none, empty, none, none, none,
                List.of(), MADE_UP);
    }

    private static Model model(String id, String alias) {
        return new Model(
                id,
                List.of(alias),
                "maker",
                32,
                32,
                4096,
                128_256,
                false,
                new Attention.Grouped(32, 8, 128, null),
                new FeedForward.Dense(14_336, true),
                null,
                null,
                8192,
                MADE_UP);
    }
}
