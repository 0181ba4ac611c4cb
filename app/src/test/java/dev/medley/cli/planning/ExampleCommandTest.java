package dev.medley.cli.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.terminal.Exit;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.files.Documents;
import dev.medley.files.ModelFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

class ExampleCommandTest {

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writesWhatCanBeReadBack() {
        assertThat(run("--works", "300", "--pools", "12", "--tenants", "7", "--seed", "3"))
                .isZero();

        var outcome = Documents.read(List.of(folder), setting());
        assertThat(outcome).isInstanceOf(Documents.Loaded.class);
        var loaded = (Documents.Loaded) outcome;
        assertThat(loaded.fleet().pools()).hasSize(12);
        assertThat(loaded.portfolio().tenants()).hasSize(7);
        assertThat(loaded.portfolio().works()).hasSize(300);
        assertThat(loaded.portfolio().works())
                .hasAtLeastOneElementOfType(TrainingJob.class)
                .hasAtLeastOneElementOfType(InferenceService.class);
        assertThat(out.toString()).contains("seed 3");
    }

    @Test
    void writesTheSameBytesForTheSameSeed() throws IOException {
        run("--works", "1200", "--seed", "5");
        var once = contents();
        run("--works", "1200", "--seed", "5");
        assertThat(contents()).isEqualTo(once);
        assertThat(once)
                .containsOnlyKeys(
                        "fleet.yaml",
                        "policy.yaml",
                        "tenants.yaml",
                        "work-001.yaml",
                        "work-002.yaml");
        assertThat(once.get("work-001.yaml")).startsWith("# Synthetic").contains("--seed 5");
        run("--works", "1200", "--seed", "6");
        assertThat(contents().get("work-001.yaml")).isNotEqualTo(once.get("work-001.yaml"));
    }

    @Test
    void refusesSizesOutOfRange() {
        assertThat(run("--works", "0")).isEqualTo(Exit.BAD_INPUT);
        assertThat(err.toString()).contains("--works: 0 must lie between 1 and 250000");
    }

    @Test
    void refusesFileInsteadOfFolder() throws IOException {
        var file = Files.writeString(folder.resolve("taken"), "");
        assertThat(command().execute(file.toString())).isEqualTo(Exit.BAD_INPUT);
        assertThat(err.toString()).contains("is a file; name a folder");
    }

    private int run(String... options) {
        var args = new java.util.ArrayList<>(List.of(options));
        args.add(folder.toString());
        return command().execute(args.toArray(new String[0]));
    }

    private CommandLine command() {
        return new CommandLine(new ExampleCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }

    private SortedMap<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static Documents.Setting setting() {
        return new Documents.Setting(
                CatalogFiles.builtIn(), LocalDate.of(2026, 6, 1), ModelFiles.NONE);
    }
}
