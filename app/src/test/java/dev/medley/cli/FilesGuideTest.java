package dev.medley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Catalog;
import dev.medley.files.Documents;
import dev.medley.files.ModelFiles;
import dev.medley.files.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the guide and the examples show can be read.
class FilesGuideTest {

    private static final Catalog CATALOG = CatalogFiles.builtIn();

    @TempDir private Path folder;

    @Test
    void readsEveryDocumentOfTheGuideAlone() throws IOException {
        var documents = documents();
        assertThat(documents).hasSize(12);
        for (var document : documents) {
            if (document.contains("kind: Voucher")) {
                continue; // It needs its programme and contract.
            }
            var file = Files.writeString(folder.resolve("guide.yaml"), document);
            assertThat(problems(file)).as(document).isEmpty();
        }
    }

    @Test
    void readsAllDocumentsOfTheGuideTogether() throws IOException {
        Files.writeString(folder.resolve("guide.yaml"), String.join("---\n", documents()));
        assertThat(problems(folder)).isEmpty();
    }

    @Test
    void readsTheHybridExample() {
        assertThat(problems(Path.of("..", "examples", "hybrid"))).isEmpty();
    }

    private static List<String> documents() throws IOException {
        var guide = Files.readString(Path.of("..", "docs", "files.md"));
        var blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(guide);
        var documents = new ArrayList<String>();
        while (blocks.find()) {
            documents.add(blocks.group(1));
        }
        return documents;
    }

    private static List<Problem> problems(Path path) {
        var setting = new Documents.Setting(CATALOG, LocalDate.of(2026, 6, 1), ModelFiles.NONE);
        return switch (Documents.read(List.of(path), setting)) {
            case Documents.Loaded _ -> List.of();
            case Documents.Rejected rejected -> rejected.problems();
        };
    }
}
