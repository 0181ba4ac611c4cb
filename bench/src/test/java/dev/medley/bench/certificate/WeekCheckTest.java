package dev.medley.bench.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

class WeekCheckTest {

    @TempDir Path folder;

    private Path plan(String example, String horizon) {
        var file = folder.resolve("proof.jsonl");
        int code =
                Medley.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute(
                                "plan",
                                "../examples/" + example,
                                "--date",
                                "2026-11-23",
                                "--horizon",
                                horizon,
                                "--certificate",
                                file.toString());
        assertThat(code).isZero();
        return file;
    }

    private List<String> faultsAfter(Path file, UnaryOperator<String> change) throws IOException {
        var changed = Files.readAllLines(file).stream().map(change).toList();
        return CheckCertificate.check(Files.write(folder.resolve("changed.jsonl"), changed), false);
    }

    @Test
    void certificatesOfPlansOverWeeksHold() throws IOException {
        assertThat(CheckCertificate.check(plan("horizon", "26w"), true)).isEmpty();
        assertThat(CheckCertificate.check(plan("hybrid", "3w"), true)).isEmpty();
    }

    @Test
    void findsWhatDoesNotHold() throws IOException {
        var file = plan("horizon", "12w");
        assertThat(faultsAfter(file, line -> line.replaceAll("\"bound\":[0-9.]+", "\"bound\":1")))
                .anyMatch(fault -> fault.startsWith("the bound is"));
        assertThat(
                        faultsAfter(
                                file,
                                line -> line.replaceAll("\"capacity\":[0-9.]+", "\"capacity\":1")))
                .anyMatch(fault -> fault.startsWith("pool h800 in week"));
        assertThat(
                        faultsAfter(
                                file,
                                line ->
                                        line.contains("\"lot\":\"pretrain-14b")
                                                ? line.replaceAll("\"part\":[0-9.]+", "\"part\":1")
                                                : line))
                .anyMatch(fault -> fault.startsWith("the work of pretrain-14b"));
        assertThat(faultsAfter(file, line -> line.replace("\"price\":0.", "\"price\":-0.")))
                .anyMatch(fault -> fault.endsWith("is negative"));
    }
}
