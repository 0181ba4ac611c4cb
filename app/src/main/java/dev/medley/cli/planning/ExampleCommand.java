package dev.medley.cli.planning;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.example.Example;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Writes a synthetic fleet and its work.
@Command(
        name = "example",
        mixinStandardHelpOptions = true,
        description = "Writes a synthetic fleet and its work: the same seed, the same bytes.")
public final class ExampleCommand implements Callable<Integer> {

    private static final int MOST = 250_000;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--works", description = "Number of works. Default: ${DEFAULT-VALUE}")
    private int works = 200;

    @Option(names = "--pools", description = "Number of pools. Default: ${DEFAULT-VALUE}")
    private int pools = 12;

    @Option(names = "--tenants", description = "Number of tenants. Default: ${DEFAULT-VALUE}")
    private int tenants = 10;

    @Option(names = "--seed", description = "Seed of all draws. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--json", description = "Print what was written as JSON.")
    private boolean json;

    @Parameters(
            arity = "1",
            paramLabel = "DIR",
            description = "Folder to write into; made if needed.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        inRange("--works", works, MOST);
        inRange("--pools", pools, 5000);
        inRange("--tenants", tenants, 10_000);
        var catalog = CatalogFiles.builtIn();
        var files = new int[1];
        try {
            Files.createDirectories(folder);
            new Example(works, pools, tenants, seed)
                    .write(
                            catalog,
                            written -> {
                                write(written);
                                files[0]++;
                            });
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(
                    spec.commandLine(), "%s is a file; name a folder.".formatted(folder), e);
        } catch (IOException | UncheckedIOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot write into %s: %s".formatted(folder, e.getMessage()),
                    e);
        }
        print(files[0]);
        return 0;
    }

    private void inRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: %d must lie between 1 and %d.".formatted(option, value, most));
        }
    }

    private void write(Example.Written written) {
        try {
            Files.writeString(folder.resolve(written.name()), written.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(int files) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.printf(
                    "{\"works\":%d,\"pools\":%d,\"tenants\":%d,\"seed\":%d,\"files\":%d}%n",
                    works, pools, tenants, seed, files);
        } else {
            out.printf(
                    "Wrote %d works, %d pools and %d tenants to %s (seed %d). Try: medley plan"
                            + " %s%n",
                    works, pools, tenants, folder, seed, folder);
        }
        out.flush();
    }
}
