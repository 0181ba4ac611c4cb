package dev.medley.core.fit.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.TrainingJob.Method;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TrainingFitterTest {

    private static Fit fit(Model model, Chip chip, int devices) {
        return TrainingFitter.fit(Cast.job(model), Cast.offer(chip, devices), Calibration.none());
    }

    private static List<ShapeFit> shapes(Fit fit) {
        assertThat(fit).isInstanceOf(Fit.Fits.class);
        return ((Fit.Fits) fit).shapes();
    }

    private static List<String> codes(Fit fit) {
        assertThat(fit).isInstanceOf(Fit.Rejected.class);
        return ((Fit.Rejected) fit).reasons().stream().map(reason -> reason.code()).toList();
    }

    @Test
    void findsShapesThatGrowInDevicesAndInRate() {
        var shapes = shapes(fit(Cast.llama8b(), Cast.h100(), 512));
        assertThat(shapes).hasSizeBetween(5, 24);
        for (int i = 1; i < shapes.size(); i++) {
            assertThat(shapes.get(i).shape().devices())
                    .isGreaterThan(shapes.get(i - 1).shape().devices());
            assertThat(shapes.get(i).rate()).isGreaterThan(shapes.get(i - 1).rate());
        }
    }

    @Test
    void keepsTensorParallelismWithinADomain() {
        assertThat(shapes(fit(Cast.llama405b(), Cast.h100(), 1024)))
                .allSatisfy(s -> assertThat(s.shape().tensorParallel()).isLessThanOrEqualTo(8));
    }

    @Test
    void fillsNoDeviceBeyondItsMemory() {
        assertThat(shapes(fit(Cast.llama70b(), Cast.h100(), 256)))
                .allSatisfy(
                        s ->
                                assertThat(s.memory().usedBytes())
                                        .isLessThanOrEqualTo(s.memory().capacityBytes()));
    }

    @Test
    void saysHowMuchMemoryIsMissingAndWhere() {
        var fit = fit(Cast.llama405b(), Cast.h100(), 16);
        assertThat(codes(fit)).containsExactly("too-little-memory");
        assertThat(((Fit.Rejected) fit).reasons().getFirst().text())
                .contains("llama3.1-405b")
                .contains("GB more than nvidia-h100-sxm has")
                .contains("on 16 devices");
    }

    @Test
    void trainsIn8BitOnlyWhereTheChipHasFp8() {
        assertThat(shapes(fit(Cast.llama8b(), Cast.h100(), 8)).getFirst().shape().precision())
                .isEqualTo(Precision.FP8);
        assertThat(shapes(fit(Cast.llama8b(), Cast.ascend910b(), 8)))
                .allSatisfy(s -> assertThat(s.shape().precision()).isEqualTo(Precision.BF16));
    }

    @Test
    void refusesAChipWithoutA16BitPeak() {
        var chip = Cast.chip("maker-int", "int", Map.of(Precision.INT8, 500.0), 64.0, 400, "x");
        assertThat(codes(fit(Cast.llama8b(), chip, 64))).containsExactly("no-bf16");
    }

    @Test
    void givesEveryReasonAtOnce() {
        var chip = Cast.chip("maker-int", "int", Map.of(Precision.INT8, 500.0), null, 400, "x");
        var job = Cast.job(Cast.llama8b(), Method.PRETRAIN, List.of("cuda"));
        var fit = TrainingFitter.fit(job, Cast.offer(chip, 64), Calibration.none());
        assertThat(codes(fit)).containsExactly("stack", "no-bf16", "unknown-memory");
    }

    @Test
    void adaptersFitWhereFullTrainingDoesNot() {
        var offer = Cast.offer(Cast.h100(), 8);
        var full = TrainingFitter.fit(Cast.job(Cast.llama70b()), offer, Calibration.none());
        var lora =
                TrainingFitter.fit(
                        Cast.job(Cast.llama70b(), Method.LORA, List.of()),
                        offer,
                        Calibration.none());
        assertThat(codes(full)).containsExactly("too-little-memory");
        assertThat(shapes(lora)).isNotEmpty();
    }

    @Test
    void spreadsExpertsOverDevices() {
        var shapes = shapes(fit(Cast.qwenMoe(), Cast.h100(), 64));
        assertThat(shapes).anySatisfy(s -> assertThat(s.shape().expertParallel()).isGreaterThan(1));
    }

    @Test
    void answersTheSameTwice() {
        assertThat(fit(Cast.qwenMoe(), Cast.h100(), 128))
                .isEqualTo(fit(Cast.qwenMoe(), Cast.h100(), 128));
    }
}
