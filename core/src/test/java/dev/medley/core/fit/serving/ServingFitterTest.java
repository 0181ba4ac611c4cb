package dev.medley.core.fit.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.InferenceService;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// What serving fits must obey whatever their parameters are: these run on priors alone.
class ServingFitterTest {

    private static Fit fit(InferenceService service, Chip chip, int devices) {
        return ServingFitter.fit(service, Chips.offer(chip, devices), Calibration.none());
    }

    private static List<ShapeFit> shapes(InferenceService service, Chip chip, int devices) {
        var fit = fit(service, chip, devices);
        assertThat(fit).isInstanceOf(Fit.Fits.class);
        return ((Fit.Fits) fit).shapes();
    }

    private static String refusal(Fit fit) {
        assertThat(fit).isInstanceOf(Fit.Rejected.class);
        return ((Fit.Rejected) fit).reasons().toString();
    }

    private static double bestPerDevice(List<ShapeFit> shapes) {
        return shapes.stream().mapToDouble(s -> s.rate() / s.shape().devices()).max().orElse(0);
    }

    @Test
    void servesSeventyBillionOnEightDevices() {
        var shapes = shapes(Chips.service(Chips.llama70b(), null, null), Chips.h800(), 8);
        double tokens = bestPerDevice(shapes) * 500;
        assertThat(tokens).isBetween(500.0, 3000.0);
        assertThat(shapes).allSatisfy(s -> assertThat(s.memory().usedBytes()).isLessThan(86e9));
    }

    @Test
    void moreBandwidthIsNeverSlower() {
        var service = Chips.service(Chips.llama70b(), 2000.0, 50.0);
        double before = bestPerDevice(shapes(service, Chips.h800(), 8));
        double after = bestPerDevice(shapes(service, Chips.faster(Chips.h800(), 1.5), 8));
        assertThat(after).isGreaterThan(before);
    }

    @Test
    void refusesModelThatNeedsMoreMemoryThanThereIs() {
        var fit = fit(Chips.service(Chips.deepseek(), null, null), Chips.a100(), 4);
        assertThat(refusal(fit))
                .contains("too-little-memory")
                .contains("GB per device are missing");
    }

    @Test
    void refusesFp8WhereTheChipHasNone() {
        var service = Chips.service(Chips.llama70b(), Precision.FP8, null, null);
        assertThat(refusal(fit(service, Chips.ascend(), 8))).contains("no-fp8").contains("INT8");
    }

    @Test
    void takesInt8OnAscend() {
        var shapes = shapes(Chips.service(Chips.llama70b(), null, null), Chips.ascend(), 8);
        assertThat(shapes)
                .anySatisfy(s -> assertThat(s.shape().precision()).isEqualTo(Precision.INT8));
        assertThat(shapes)
                .noneSatisfy(s -> assertThat(s.shape().precision()).isEqualTo(Precision.FP8));
    }

    @Test
    void saysTheBestLatencyWhenALimitCannotBeReached() {
        var fit = fit(Chips.service(Chips.llama70b(), null, 0.5), Chips.h800(), 8);
        assertThat(refusal(fit)).contains("latency-unreachable").contains("time per token");
    }

    @Test
    void saysWhenNobodyPublishedTheFigures() {
        var fit = fit(Chips.service(Chips.llama70b(), null, null), Chips.withoutMemory(), 8);
        assertThat(refusal(fit)).contains("figures-missing");
    }

    @Test
    void standsInForUnknownBandwidthAndSaysSo() {
        assertThat(Device.of(Chips.withoutBandwidth()))
                .satisfies(d -> assertThat(d.assumptions()).anyMatch(s -> s.contains("bandwidth")));
    }

    @Test
    void fitNamesWhatItAssumes() {
        var fit = fit(Chips.service(Chips.llama70b(), null, null), Chips.withoutBandwidth(), 8);
        assertThat(((Fit.Fits) fit).assumptions()).anyMatch(s -> s.contains("bandwidth"));
    }

    @Test
    void longPromptsUnderTightLimitsArePrefilledApart() {
        var service = Chips.service(Chips.deepseek(), 3000.0, 40.0);
        // On a stack where experts stay within a node: spread over more they bear prompts better.
        var offer = new ChipOffer(Chips.h20(), "maca", 8, 8, 128, 1, 0.1, 1.2);
        var shapes = ((Fit.Fits) ServingFitter.fit(service, offer, Calibration.none())).shapes();

        var parted = shapes.stream().filter(s -> s.shape().split() != null).toList();
        assertThat(parted).isNotEmpty();
        for (var fit : parted) {
            var split = Objects.requireNonNull(fit.shape().split());
            assertThat(
                            split.prefillReplicas() * split.prefillDevices()
                                    + split.decodeReplicas() * split.decodeDevices())
                    .isEqualTo(fit.shape().devices());
            assertThat(fit.shape().devices()).isLessThanOrEqualTo(128);
            assertThat(fit.ttftMs()).isLessThanOrEqualTo(3000);
            assertThat(fit.tpotMs()).isLessThanOrEqualTo(40);
            assertThat(fit.band().basisRows()).isZero();
        }
        double together =
                bestPerDevice(shapes.stream().filter(s -> s.shape().split() == null).toList());
        assertThat(bestPerDevice(parted)).isGreaterThan(together);
    }

    @Test
    void withoutLimitsNothingIsParted() {
        assertThat(shapes(Chips.service(Chips.llama70b(), null, null), Chips.h800(), 32))
                .allMatch(s -> s.shape().split() == null);
    }

    @Test
    void h20DecodesBetterThanItComputes() {
        var quick = Chips.service(Chips.llama70b(), Precision.FP8, null, 40.0);
        double h20 = bestPerDevice(shapes(quick, Chips.h20(), 8));
        double h800 = bestPerDevice(shapes(quick, Chips.h800(), 8));
        double computeRatio = 296.0 / 1978.9;
        assertThat(h20 / h800).isGreaterThan(1.3 * computeRatio);
    }

    @Test
    void bandHoldsTheRateAndIsWideWithoutRows() {
        for (var shape : shapes(Chips.service(Chips.llama70b(), null, null), Chips.h800(), 8)) {
            assertThat(shape.band().low()).isLessThan(shape.rate());
            assertThat(shape.band().high()).isGreaterThan(1.5 * shape.rate());
            assertThat(shape.band().basisRows()).isZero();
        }
    }

    @Test
    void keepsOnlyShapesThatSmallerReplicasDoNotBeat() {
        var shapes = shapes(Chips.service(Chips.llama70b(), 2000.0, 60.0), Chips.h800(), 32);
        for (int i = 1; i < shapes.size(); i++) {
            var smaller = shapes.get(i - 1);
            var larger = shapes.get(i);
            assertThat(larger.shape().devices()).isGreaterThan(smaller.shape().devices());
            assertThat(larger.rate()).isGreaterThan(smaller.rate());
        }
    }

    @Test
    void tighterLimitsNeverServeMore() {
        double previous = 0;
        for (double tpot : new double[] {20, 40, 80, 200, 1000}) {
            var shapes = shapes(Chips.service(Chips.llama70b(), 5000.0, tpot), Chips.h800(), 8);
            double rate = bestPerDevice(shapes);
            assertThat(rate).isGreaterThanOrEqualTo(previous * 0.999);
            previous = rate;
        }
    }

    @Test
    void servesLargeExpertModelOnlyOnEnoughDevices() {
        var offer = new ChipOffer(Chips.h20(), "cuda", 8, 16, 16, 1, 0.1, 1.2);
        var fit =
                ServingFitter.fit(
                        Chips.service(Chips.deepseek(), null, null), offer, Calibration.none());
        assertThat(fit).isInstanceOf(Fit.Fits.class);
        assertThat(((Fit.Fits) fit).shapes())
                .allSatisfy(s -> assertThat(s.shape().devices()).isGreaterThanOrEqualTo(8));
    }
}
