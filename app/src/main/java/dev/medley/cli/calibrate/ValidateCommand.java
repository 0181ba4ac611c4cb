package dev.medley.cli.calibrate;

import dev.medley.calibration.Calibrator;
import dev.medley.calibration.RowsException;
import dev.medley.calibration.Shipped;
import dev.medley.calibration.Validator;
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

/// Compares predictions with measured rows.
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Predicts measured rows and says how far off the predictions are.")
public final class ValidateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ModelOptions options = new ModelOptions();

    @Parameters(paramLabel = "ROWS.csv", description = "Measured rows.")
    private Path rows = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "PRED.csv",
            description = "Write each row's prediction and 80%% band here.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print JSON and nothing else.")
    private boolean json;

    @Option(
            names = "--cross",
            description = "Fit to these rows instead, and judge on rows, pairs and chips left out.")
    private boolean cross;

    @Override
    public Integer call() {
        var printer = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try {
            var catalog = options.catalog();
            var measured = ModelOptions.rows(rows, catalog);
            if (cross) {
                var calibrator =
                        new Calibrator(
                                catalog, Shipped.phases(), line -> err.println("medley: " + line));
                printer.print(CrossTable.markdown(calibrator.make(measured, "").leftOut()));
                printer.flush();
                return 0;
            }
            var report = new Validator(Shipped.phases(), options.calibration()).judge(measured);
            if (out != null) {
                Files.writeString(out, ValidationText.csv(report));
            }
            if (json) {
                printer.println(ValidationText.json(report));
            } else {
                ValidationText.table(report, printer);
            }
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
