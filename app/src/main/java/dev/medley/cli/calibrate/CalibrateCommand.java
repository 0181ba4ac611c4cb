package dev.medley.cli.calibrate;

import dev.medley.calibration.CalibrationFile;
import dev.medley.calibration.Calibrator;
import dev.medley.calibration.RowsException;
import dev.medley.calibration.Shipped;
import dev.medley.cli.planning.ModelOptions;
import dev.medley.cli.terminal.Exit;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Fits the performance model's parameters to measured rows.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Fits the performance model's parameters to measured rows and writes them with their"
                    + " priors, the rows behind them and the width of their bands."
        })
public final class CalibrateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ModelOptions options = new ModelOptions();

    @Parameters(paramLabel = "ROWS.csv", description = "Measured rows.")
    private Path rows = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to write the parameters.")
    private Path out = Path.of("calibration.yaml");

    @Option(
            names = "--table",
            paramLabel = "FILE.md",
            description = "Also write the errors on rows left out, as a Markdown table.")
    private @Nullable Path table;

    @Option(names = "--source", description = "What the rows are; the file's name by default.")
    private @Nullable String source;

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try {
            var catalog = options.catalog();
            var measured = ModelOptions.rows(rows, catalog);
            var calibrator =
                    new Calibrator(
                            catalog, Shipped.phases(), line -> err.println("medley: " + line));
            var named = source == null ? String.valueOf(rows.getFileName()) : source;
            var made = calibrator.make(measured, named);
            if (made.calibration().basis().isEmpty()) {
                err.println("medley: %s: no row of it can be used.".formatted(rows));
                ValidationText.reasons(made.skipped(), err);
                return Exit.NO;
            }
            Files.writeString(out, CalibrationFile.text(made.calibration()));
            var text = CrossTable.markdown(made.leftOut());
            if (table != null) {
                Files.writeString(table, text);
            }
            spec.commandLine().getOut().print(text);
            return 0;
        } catch (RowsException wrong) {
            err.println("medley: " + wrong.getMessage());
            return Exit.BAD_INPUT;
        } catch (IOException unwritable) {
            err.println("medley: %s cannot be written: %s".formatted(out, unwritable.getMessage()));
            return Exit.FAULT;
        }
    }
}
