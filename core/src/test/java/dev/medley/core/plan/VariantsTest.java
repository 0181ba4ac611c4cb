package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Which variant is served: the best one where chips are ample, the one that needs fewest devices
/// where they are scarce.
class VariantsTest {

    private static Village village(int devices) {
        return new Village().pool("big", devices, 1, 1);
    }

    private static InferenceService chat() {
        return new InferenceService(
                Village.terms("chat", "us", Priority.STANDARD),
                List.of(
                        new Variant(Village.MODEL, Precision.BF16, 1),
                        new Variant(Village.MODEL, Precision.FP8, 0.95)),
                0,
                8,
                1000,
                100,
                0,
                null,
                null);
    }

    /// The original serves 1 per device, the quantised one 2.
    private static Fitting twice(Fitting plain) {
        return (work, offer) ->
                switch (plain.fit(work, offer)) {
                    case Fit.Rejected rejected -> rejected;
                    case Fit.Fits fits -> {
                        var shapes = new ArrayList<ShapeFit>();
                        shapes.add(fits.shapes().getFirst());
                        shapes.add(quantised(fits.shapes().getFirst()));
                        yield new Fit.Fits(fits.work(), fits.chip(), shapes, fits.assumptions());
                    }
                };
    }

    private static ShapeFit quantised(ShapeFit one) {
        var s = one.shape();
        var shape =
                new Shape(
                        s.devices(),
                        s.tensorParallel(),
                        s.pipelineParallel(),
                        s.dataParallel(),
                        s.expertParallel(),
                        s.contextParallel(),
                        Precision.FP8,
                        s.kvPrecision(),
                        s.batch(),
                        s.microbatch(),
                        s.recompute(),
                        s.stack(),
                        s.model(),
                        s.split());
        return new ShapeFit(
                shape,
                2 * one.rate(),
                one.unit(),
                one.band(),
                one.ttftMs(),
                one.tpotMs(),
                one.terms(),
                one.memory(),
                one.watts(),
                one.costPerHour());
    }

    private static Plan plan(int devices) {
        var village = village(devices);
        var works = List.<Work>of(chat());
        return new Planner(village.input().with(works), twice(village.fitting())).plan();
    }

    @Test
    void theBestVariantIsServedWhereChipsAreAmple() {
        assertThat(plan(32).allocations())
                .allMatch(a -> a.fit().shape().precision() == Precision.BF16)
                .isNotEmpty();
    }

    @Test
    void theSmallestIsServedWhereChipsAreScarce() {
        assertThat(plan(4).allocations())
                .allMatch(a -> a.fit().shape().precision() == Precision.FP8)
                .isNotEmpty();
    }
}
