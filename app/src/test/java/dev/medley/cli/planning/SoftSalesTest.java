package dev.medley.cli.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.calibration.CalibrationFile;
import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.input.Inputs;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Plan;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Planner;
import dev.medley.core.plan.Trials;
import dev.medley.core.plan.Worth;
import dev.medley.core.plan.Yield;
import dev.medley.core.work.TrainingJob;
import dev.medley.fitting.CalibratedFitting;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/// How far the soft sales of a runway are from the plans whose place they take.
class SoftSalesTest {

    private final CalibratedFitting fitting =
            new CalibratedFitting(CalibrationFile.builtIn(), (_, _) -> {});

    @ParameterizedTest
    @CsvSource({"runway, 1", "hybrid, 1", "hybrid, 0.8"})
    void comeToNearlyTheSameAsPlansOfWholeBids(String example, double part) {
        var input = input(example, part);
        var trials = new Trials(input, fitting);
        var asks = input.works().stream().map(w -> trials.ask(w, Permissions.OF_TERMS)).toList();
        long[] supply = input.pools().stream().mapToLong(Pool::devices).toArray();
        var yield = trials.sell(asks, supply, Trials.Prices.UNKNOWN).yield();
        var plan = new Planner(input, fitting).plan();

        assertThat(yield.worth() / plan.worth()).isCloseTo(1, within(0.03));
        double training = training(plan, trials);
        assertThat(yield.reach(Yield.Kind.TRAINING) / training).isCloseTo(1, within(0.1));
    }

    /// Equivalents of all training, as a yield counts them.
    private static double training(Plan plan, Trials trials) {
        double sum = 0;
        for (var allocation : plan.allocations()) {
            if (allocation.work() instanceof TrainingJob job) {
                double needed = Worth.neededRate(job);
                double rate = allocation.rate();
                sum += trials.perRate(job) * (needed > 0 ? Math.min(rate, needed) : rate);
            }
        }
        return sum;
    }

    private static PlanInput input(String example, double part) {
        var catalog = CatalogFiles.builtIn();
        var loaded =
                Objects.requireNonNull(
                        Inputs.read(
                                List.of(Path.of("..", "examples", example)),
                                catalog,
                                LocalDate.of(2026, 12, 1),
                                new PrintWriter(new StringWriter())));
        var policy = loaded.portfolio().policy();
        return new PlanInput(
                loaded.fleet().pools().stream()
                        .map(pool -> pool.withDevices((int) (pool.devices() * part) / 8 * 8))
                        .toList(),
                loaded.portfolio().tenants(),
                loaded.portfolio().works(),
                catalog.chip(policy.referenceChip()).orThrow(),
                catalog.model(policy.standardModel()).orThrow(),
                PlanCommand.goals(policy),
                Incumbents.NONE);
    }
}
