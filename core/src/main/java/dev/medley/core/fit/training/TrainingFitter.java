package dev.medley.core.fit.training;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.training.ShapeSpace.Given;
import dev.medley.core.fit.training.TrainingParameters.Subject;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the shapes in which a chip trains a model best.
///
/// GOALS. The fastest shape for each number of devices, and only numbers that pay: none gives less
/// than a smaller one. Ten thousand shapes a second, so that a plan can ask about every work and
/// chip.
///
/// CONSTRAINTS. Tensor parallelism stays within a node and a domain. Sequences are split over
/// devices only when they are long. A step's sequences are dealt out whole. Memory decides last:
/// what fits only with recomputation pays for it.
public final class TrainingFitter {

    /// From here on a sequence may be split over devices.
    private static final int LONG_SEQUENCE = 32_768;

    private static final int WIDEST_TENSOR = 16;

    private final TrainingJob job;
    private final ChipOffer offer;
    private final TrainingBasis basis;
    private final ChipFigures chip;
    private final ModelFigures model;
    private final Precision precision;
    private final Software software;
    private final Settings settings;
    private final Products.Pace pace;
    private final double sequences;
    private @Nullable TrainingMemory tightest;
    private @Nullable TrainingConfiguration tightestShape;

    private TrainingFitter(
            TrainingJob job, ChipOffer offer, TrainingBasis basis, Precision precision) {
        this.job = job;
        this.offer = offer;
        this.basis = basis;
        this.precision = precision;
        chip = ChipFigures.of(offer.chip(), offer.devicesPerNode(), offer.domainDevices());
        model = ModelFigures.of(job.model());
        software = Software.usual(offer.stack());
        var subject = new Subject(chip.id(), chip.family(), software, model.id(), model.isMoe());
        settings = basis.settings(subject);
        pace = Products.Pace.of(chip, precision, software, settings);
        sequences = Math.max(1, StrictMath.rint(job.batchTokens() / job.sequenceLength()));
    }

    /// The efficient shapes of a job on an offer, over all its variants of sufficient quality, or
    /// every reason why there is none.
    public static Fit fit(TrainingJob job, ChipOffer offer, Calibration calibration) {
        return fit(job, offer, new TrainingBasis(calibration));
    }

    /// The same, with what other fits have looked up.
    public static Fit fit(TrainingJob job, ChipOffer offer, TrainingBasis basis) {
        var best = new TreeMap<Integer, Rated>();
        var reasons = new LinkedHashSet<Reason>();
        var assumptions = new LinkedHashSet<String>();
        var variants = Variant.above(job.qualityFloor(), job.variants());
        for (var variant : variants) {
            switch (fitOne(job.only(variant), offer, basis)) {
                case Fit.Rejected rejected -> reasons.addAll(rejected.reasons());
                case Fit.Fits fits -> {
                    assumptions.addAll(fits.assumptions());
                    for (var shape : fits.shapes()) {
                        var rated = new Rated(shape, shape.rate() * variant.quality());
                        best.merge(shape.shape().devices(), rated, Rated::better);
                    }
                }
            }
        }
        if (variants.isEmpty()) {
            reasons.add(Reason.belowQualityFloor(job.qualityFloor()));
        }
        var chip = offer.chip().id();
        return best.isEmpty()
                ? new Fit.Rejected(job.name(), chip, List.copyOf(reasons))
                : new Fit.Fits(job.name(), chip, efficient(best), List.copyOf(assumptions));
    }

    /// A shape with its rate times the quality of its variant.
    private record Rated(ShapeFit fit, double value) {
        Rated better(Rated other) {
            return other.value > value ? other : this;
        }
    }

    /// Those that no smaller shape equals.
    private static List<ShapeFit> efficient(SortedMap<Integer, Rated> byDevices) {
        var shapes = new ArrayList<ShapeFit>();
        double most = 0;
        for (var rated : byDevices.values()) {
            if (rated.value > most) {
                most = rated.value;
                shapes.add(rated.fit);
            }
        }
        return shapes;
    }

    private static Fit fitOne(TrainingJob job, ChipOffer offer, TrainingBasis basis) {
        var reasons = TrainingRefusals.of(job, offer);
        if (!reasons.isEmpty()) {
            return new Fit.Rejected(job.name(), offer.chip().id(), reasons);
        }
        var precision = Objects.requireNonNull(TrainingRefusals.precision(job, offer.chip()));
        return new TrainingFitter(job, offer, basis, precision).search();
    }

    private Fit search() {
        int most = Math.min(offer.maxDevices(), job.maxDevices());
        var shapes = new ArrayList<ShapeFit>();
        double best = 0;
        for (int devices : DeviceCounts.between(job.minDevices(), most, chip.nodeDevices())) {
            var found = fastest(devices);
            if (found != null && found.rate > best) {
                best = found.rate;
                shapes.add(shapeFit(found));
            }
        }
        return shapes.isEmpty()
                ? new Fit.Rejected(job.name(), chip.id(), List.of(refusal(most)))
                : new Fit.Fits(job.name(), chip.id(), shapes, assumptions());
    }

    private List<String> assumptions() {
        var all = new ArrayList<>(chip.assumptions());
        all.addAll(offer.assumptions());
        return all;
    }

    /// A step with the rate of all its devices.
    private record Found(TrainingStep step, double rate) {}

    private @Nullable Found fastest(int devices) {
        Found best = null;
        for (var sharding : new Sharding[] {Sharding.OPTIMIZER, Sharding.PARAMETERS}) {
            for (var configuration : space(devices, sharding).configurations()) {
                var memory = TrainingMemory.of(configuration);
                if (!memory.fits()) {
                    remember(configuration, memory);
                    continue;
                }
                var step = new TrainingStep(configuration, memory);
                double rate = rate(step);
                if (best == null || rate > best.rate) {
                    best = new Found(step, rate);
                }
            }
        }
        return best;
    }

    private ShapeSpace space(int devices, Sharding sharding) {
        int within = Math.min(chip.nodeDevices(), chip.domainDevices());
        boolean spread = sharding.gathers();
        return new ShapeSpace(
                model,
                chip,
                devices,
                sequences,
                job.sequenceLength(),
                precision,
                job.method(),
                software,
                sharding,
                Recompute.AS_NEEDED,
                Given.NOTHING,
                spread ? 1 : Math.min(within, WIDEST_TENSOR),
                !spread && job.sequenceLength() >= LONG_SEQUENCE);
    }

    /// Tokens per second of all devices; a last microbatch that is not full costs as much as one
    /// that is.
    private double rate(TrainingStep step) {
        var c = step.configuration();
        double microbatches = c.microbatches();
        double full = StrictMath.ceil(microbatches - 1e-9);
        return TrainingModel.rate(c, step.terms(settings, pace).total())
                * c.devices()
                * microbatches
                / full;
    }

    private void remember(TrainingConfiguration configuration, TrainingMemory memory) {
        if (tightest == null || memory.missing() < tightest.missing()) {
            tightest = memory;
            tightestShape = configuration;
        }
    }

    private Reason refusal(int most) {
        if (tightest == null || tightestShape == null) {
            return new Reason(
                    "no-shape",
                    ("No shape of %d to %d devices divides its step of %.0f sequences; allow other"
                                    + " numbers of devices or a larger batch.")
                            .formatted(job.minDevices(), most, sequences));
        }
        var degrees = tightestShape.degrees();
        double missing = tightest.missing() / 1e9;
        double needed = (tightest.capacity() + tightest.missing()) / 1e9;
        return new Reason(
                "too-little-memory",
                ("%s in %s needs %.1f GB a device even on %d devices (TP %d, PP %d, DP %d, EP %d):"
                                + " %.1f GB more than %s has. Tensor parallelism is held to the %d"
                                + " devices of a node and domain; at most %d devices may be used.")
                        .formatted(
                                model.id(),
                                precision,
                                needed,
                                tightestShape.devices(),
                                degrees.tensor(),
                                degrees.pipeline(),
                                degrees.data(),
                                degrees.expert(),
                                missing,
                                chip.id(),
                                Math.min(chip.nodeDevices(), chip.domainDevices()),
                                most));
    }

    private ShapeFit shapeFit(Found found) {
        var c = found.step.configuration();
        var degrees = c.degrees();
        var terms = found.step.terms(settings, pace);
        double watts = TrainingPower.watts(chip, terms) * c.devices();
        var memory = found.step.memory();
        var shape =
                new Shape(
                        c.devices(),
                        degrees.tensor(),
                        degrees.pipeline(),
                        degrees.data(),
                        degrees.expert(),
                        degrees.context(),
                        precision,
                        Precision.BF16,
                        (int) Math.min(sequences, Integer.MAX_VALUE),
                        c.microbatch(),
                        memory.recomputed() >= 0.5,
                        offer.stack(),
                        model.id(),
                        null);
        var band =
                basis.calibration()
                        .band(
                                "training",
                                TrainingPhase.group(c),
                                offer.isCarved() ? "" : chip.id(),
                                model.id(),
                                found.rate);
        return new ShapeFit(
                shape,
                found.rate,
                "tokens/s",
                band,
                null,
                null,
                terms,
                memory.toMemory(),
                watts,
                offer.costPerHour(c.devices(), watts));
    }
}
