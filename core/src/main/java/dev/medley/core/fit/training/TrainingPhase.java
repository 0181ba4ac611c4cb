package dev.medley.core.fit.training;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Parameter;
import dev.medley.core.fit.Phase;
import dev.medley.core.fit.Row;
import dev.medley.core.fit.Theta;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.fit.training.TrainingParameters.Slots;
import dev.medley.core.fit.training.TrainingParameters.Subject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Training rows: throughput, step time and power of pretraining, fine-tuning and adapters.
///
/// Where a row leaves its parallelism open it is taken to have run in the best shape that fits.
/// Which shapes can be best is decided once, at the priors, so that fitting stays quick.
public final class TrainingPhase implements Phase {

    /// Shapes slower than the best by more than this at the priors are not looked at again.
    private static final double CLOSE = 1.25;

    private static final int MOST_SHAPES = 6;

    @Override
    public String name() {
        return "training";
    }

    @Override
    public boolean covers(String phase) {
        return phase.equals("train");
    }

    @Override
    public List<Parameter> parameters(List<Row> rows) {
        var subjects = new ArrayList<Subject>();
        for (var row : rows) {
            if (TrainedRun.of(row) instanceof TrainedRun.Known run) {
                subjects.add(TrainingModel.subject(run.configurations().getFirst()));
            }
        }
        return TrainingParameters.of(subjects);
    }

    @Override
    public Prepared prepare(Row row, Layout layout) {
        return switch (TrainedRun.of(row)) {
            case TrainedRun.Unknown unknown -> new Prepared.Unusable(unknown.reason());
            case TrainedRun.Known run -> {
                var first = run.configurations().getFirst();
                var slots = new Slots(layout, TrainingModel.subject(first));
                var steps = best(run.configurations(), Settings.of(layout.priors(), slots));
                yield new Prepared.Ready(group(first), new Answer(steps, slots, run));
            }
        };
    }

    /// Rows that are reported together.
    static String group(TrainingConfiguration c) {
        return (c.adapters() ? "train_lora" : "train") + (c.model().isMoe() ? "/moe" : "/dense");
    }

    private static List<TrainingStep> best(
            List<TrainingConfiguration> configurations, Settings settings) {
        record Priced(TrainingStep step, double rate) {}
        var priced = new ArrayList<Priced>();
        for (var configuration : configurations) {
            var step = new TrainingStep(configuration);
            priced.add(new Priced(step, rate(step, settings)));
        }
        boolean someFit = priced.stream().anyMatch(p -> p.step.memory().fits());
        priced.removeIf(p -> someFit && !p.step.memory().fits());
        priced.sort(Comparator.comparingDouble((Priced p) -> -p.rate));
        double least = priced.getFirst().rate / CLOSE;
        return priced.stream()
                .filter(p -> p.rate >= least)
                .limit(MOST_SHAPES)
                .map(Priced::step)
                .toList();
    }

    /// Tokens per second and device, less where a run needed memory that it should not have had.
    private static double rate(TrainingStep step, Settings settings) {
        double missing = Math.max(0, step.memory().missing()) / step.memory().capacity();
        double slower = 1 + Math.min(5, 3 * missing);
        return TrainingModel.rate(step.configuration(), step.seconds(settings)) / slower;
    }

    /// The best of the shapes that the row may have run in.
    private record Answer(List<TrainingStep> steps, Slots slots, TrainedRun.Known run)
            implements Predictor {

        @Override
        public double value(Theta theta) {
            var settings = Settings.of(theta, slots);
            double best = 0;
            var fastest = steps.getFirst();
            for (var step : steps) {
                double rate = rate(step, settings);
                if (rate > best) {
                    best = rate;
                    fastest = step;
                }
            }
            var c = fastest.configuration();
            if (run.intervals() > 0) {
                double extra = settings.of(Knob.INTERVAL_SECONDS) * run.intervals();
                double seconds = fastest.seconds(settings);
                best *= seconds / (seconds + extra);
            }
            return switch (run.metric()) {
                case TOKENS_PER_CHIP -> best * run.perPackage();
                case TOKENS -> best * c.devices();
                case STEP_SECONDS ->
                        c.microbatches()
                                * c.microbatch()
                                * c.degrees().data()
                                * c.sequenceLength()
                                / (best * c.devices());
                case NODE_KILOWATTS -> {
                    TimeTerms terms = fastest.terms(settings);
                    yield TrainingPower.watts(c.chip(), terms) * c.chip().nodeDevices() / 1e3;
                }
            };
        }

        @Override
        public String verdict(Theta theta) {
            return steps.getFirst().memory().fits() ? "ok" : "too-little-memory";
        }
    }
}
