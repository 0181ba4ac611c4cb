package dev.medley.core.fit.training;

import dev.medley.core.catalog.Chip;
import dev.medley.core.fit.Row;
import dev.medley.core.fit.training.ShapeSpace.Given;
import dev.medley.core.work.TrainingJob.Method;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A training run as a row of measured figures tells it: everything but the figure.
sealed interface TrainedRun {

    /// What the row says is not enough, or not what Medley models.
    ///
    /// @param reason without figures of the row
    record Unknown(String reason) implements TrainedRun {}

    /// It can be predicted.
    ///
    /// @param configurations shapes it may have run in, never empty
    /// @param perPackage devices of one package, since rows count packages
    /// @param metric what was measured
    /// @param intervals evaluations per step that the measured time includes, 0 for none
    record Known(
            List<TrainingConfiguration> configurations,
            double perPackage,
            Metric metric,
            double intervals)
            implements TrainedRun {
        public Known {
            configurations = List.copyOf(configurations);
        }
    }

    /// Figures of a training run that Medley predicts.
    enum Metric {
        TOKENS_PER_CHIP,
        TOKENS,
        STEP_SECONDS,
        NODE_KILOWATTS;

        static @Nullable Metric of(String metric, String unit) {
            return switch (metric) {
                case "train_throughput_per_chip" ->
                        unit.startsWith("tokens/s") ? TOKENS_PER_CHIP : null;
                case "train_throughput_total" -> unit.startsWith("tokens/s") ? TOKENS : null;
                case "step_time" -> unit.equals("s") ? STEP_SECONDS : null;
                case "avg_power_per_node_dc" -> unit.startsWith("kW/node") ? NODE_KILOWATTS : null;
                default -> null;
            };
        }
    }

    static TrainedRun of(Row row) {
        var metric = Metric.of(row.metric(), row.unit());
        if (metric == null) {
            return new Unknown("metric not modelled: " + row.metric());
        }
        if (!ChipFigures.enough(row.chip())) {
            return new Unknown("the chip's BF16 peak or memory is not published");
        }
        var text = new TrainedText(row);
        var chip = figures(row);
        var precision = text.precision(chip);
        if (precision == null) {
            return new Unknown("precision not understood or not on this chip");
        }
        var model = ModelFigures.of(row.model());
        int packages = packages(row, model, chip);
        int devices = packages * row.chip().devicesPerPackage();
        var method = text.method(model, chip, devices);
        var sharding = text.sharding();
        boolean spread = sharding.gathers() && !text.software().framework().equals("maxtext");
        int tensor = spread ? 1 : text.degree("tp");
        int pipeline = spread ? 1 : text.degree("pp");
        if (pipeline == 0 && method == Method.LORA) {
            pipeline = 1;
        }
        var given =
                new Given(
                        tensor,
                        pipeline,
                        model.isMoe() ? text.degree("ep") : 1,
                        spread || tensor > 0 ? Math.max(1, text.degree("cp")) : text.degree("cp"),
                        text.microbatch(),
                        text.virtualStages());
        int sequence = text.sequenceLength();
        double sequences = text.globalBatch(sequence, given, devices);
        var space =
                new ShapeSpace(
                        model,
                        chip,
                        devices,
                        sequences,
                        sequence,
                        precision,
                        method,
                        text.software(),
                        sharding,
                        text.recompute(),
                        given,
                        8,
                        true);
        var configurations = space.configurations();
        return configurations.isEmpty()
                ? new Unknown("no shape divides the devices and the batch")
                : new Known(
                        configurations,
                        row.chip().devicesPerPackage(),
                        metric,
                        text.intervals(method, sequences));
    }

    private static ChipFigures figures(Row row) {
        Chip chip = row.chip();
        var usual = chip.traits().devicesPerNode();
        var packages = row.number("chips");
        var nodes = row.number("nodes");
        double counted =
                packages != null && nodes != null && nodes >= 1
                        ? packages / nodes * chip.devicesPerPackage()
                        : 0;
        int node = counted >= 1 ? (int) counted : usual == null ? 8 : usual;
        var links = chip.scaleUp();
        int domain = links == null ? node : links.domainPackages() * chip.devicesPerPackage();
        return ChipFigures.of(chip, node, Math.max(domain, 1));
    }

    /// Packages, or twice what the model's state needs when a row does not say.
    private static int packages(Row row, ModelFigures model, ChipFigures chip) {
        var stated = row.number("chips");
        if (stated != null && stated >= 1 && stated <= 1_000_000) {
            return (int) Math.round(stated);
        }
        int packages = 1;
        while (model.totalParams() * 18 / packages > chip.memoryBytes() / 2 && packages < 1 << 20) {
            packages *= 2;
        }
        return packages * 2;
    }
}
