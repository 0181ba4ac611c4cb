package dev.medley.core.fit.training;

import dev.medley.core.fit.TimeTerms;

/// The time of one optimizer step of one configuration.
///
/// GOALS. Follow measured steps of any transformer on any chip within their scatter, in a
/// microsecond or two; every term explains itself; sums rather than maxima, since overlap is a
/// parameter of each transfer.
///
/// ALGORITHM. A microbatch is priced as if one device held all layers; the slowest pipeline stage
/// takes its share of layers and, if it is the last, the output projection. Stages times
/// microbatches plus bubble, gradient reduction, optimizer and fixed costs make the step; nodes
/// that wait for one another stretch it a little.
///
/// EXAMPLE. Llama 3 70B on 64 H100 (TP 4, PP 8, 5 virtual stages, 256 sequences of 8,192 tokens,
/// FP8): 128 microbatches of about 0.19 s in the slowest stage make 25 s, some 3 % of it bubble:
/// about 1,300 to 1,650 tokens per second and device.
final class TrainingStep {

    private final TrainingConfiguration configuration;
    private final TrainingMemory memory;
    private final Products products;
    private final Traffic traffic;
    private final double microbatches;
    private final double nodes;

    /// A flexible pipeline comes this close to equal stages.
    private static final double UNEVEN = 1.03;

    TrainingStep(TrainingConfiguration configuration) {
        this(configuration, TrainingMemory.of(configuration));
    }

    TrainingStep(TrainingConfiguration configuration, TrainingMemory memory) {
        this.configuration = configuration;
        this.memory = memory;
        products = new Products(configuration, memory);
        traffic = new Traffic(configuration, memory);
        microbatches = configuration.microbatches();
        nodes =
                Math.max(
                        1.0, (double) configuration.devices() / configuration.chip().nodeDevices());
    }

    TrainingConfiguration configuration() {
        return configuration;
    }

    TrainingMemory memory() {
        return memory;
    }

    /// Seconds of one step.
    double seconds(Settings s) {
        return terms(s).total();
    }

    /// Where the seconds of one step go.
    TimeTerms terms(Settings s) {
        var c = configuration;
        return terms(s, Products.Pace.of(c.chip(), c.precision(), c.software(), s));
    }

    /// The same with the pace of this chip, precision and software under these parameters.
    TimeTerms terms(Settings s, Products.Pace pace) {
        var model = configuration.model();
        var work = products.seconds(s, pace);
        double compute = work.layers() + work.experts();
        double bytes = traffic.memory(s, products.forwardAgain(s));
        double transfers = traffic.tensor(s) + traffic.exchange(s);
        double fixed = launches(s);
        double layers = compute + bytes + transfers + fixed;
        double loss = traffic.loss(s);
        var stage = slowestStage(model, layers, work.head() + loss);
        double busy = stage.layers * layers + stage.head * (work.head() + loss);
        double gather = traffic.gather(s);
        double paced = gather == 0 ? busy : together(busy, gather, s.of(Knob.GATHER_OVERLAP));
        double bubble = microbatches * paced * bubbleShare(s);
        double straggling = 1 + s.of(Knob.STRAGGLER) * StrictMath.log(nodes) / StrictMath.log(2);
        double m = microbatches * straggling;
        return new TimeTerms(
                m * (stage.layers * compute + stage.head * work.head()),
                m * (stage.layers * bytes + stage.head * loss) + traffic.optimizer() * straggling,
                m * (stage.layers * transfers + paced - busy) + traffic.reduce(s) * straggling,
                bubble * straggling,
                m * stage.layers * fixed + s.of(Knob.STEP_SECONDS) * straggling);
    }

    private double bubbleShare(Settings s) {
        var degrees = configuration.degrees();
        return s.of(Knob.BUBBLE)
                * (degrees.pipeline() - 1)
                / (degrees.virtualStages() * microbatches);
    }

    private double launches(Settings s) {
        var model = configuration.model();
        double seconds =
                model.layers() * s.of(Knob.LAYER_SECONDS)
                        + model.expertLayers() * s.of(Knob.EXPERT_LAYER_SECONDS);
        return seconds * (configuration.chip().slowHost() ? s.of(Knob.SLOW_HOST) : 1) / s.experts;
    }

    /// Two activities that overlap imperfectly: between their maximum and their sum.
    private static double together(double a, double b, double power) {
        double longer = Math.max(a, b);
        double ratio = Math.min(a, b) / longer;
        return longer
                * StrictMath.exp(
                        StrictMath.log1p(StrictMath.exp(power * StrictMath.log(ratio))) / power);
    }

    /// Shares of all layers and of the output projection that the slowest stage holds.
    private record Stage(double layers, double head) {}

    private Stage slowestStage(ModelFigures model, double layers, double head) {
        double stages = configuration.degrees().pipeline();
        if (configuration.degrees().pipeline() == 1) {
            return new Stage(1, 1);
        }
        double each = layers / model.layers();
        double withEnds = model.layers() + 2;
        if (withEnds % stages == 0) {
            // Embedding and projection stand in for a layer each.
            double most = withEnds / stages;
            return most * each > (most - 1) * each + head
                    ? new Stage(most / model.layers(), 0)
                    : new Stage((most - 1) / model.layers(), 1);
        }
        boolean uneven = model.layers() % stages > 0;
        if (uneven && model.isMoe() && configuration.software().unequalStages()) {
            double level = (layers + head) / stages;
            return level >= head
                    ? new Stage(UNEVEN / stages, UNEVEN / stages)
                    : new Stage(0, UNEVEN);
        }
        return new Stage(StrictMath.ceil(model.layers() / stages) / model.layers(), 1);
    }
}
