package dev.medley.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.serving.Device;
import dev.medley.core.fit.serving.Engine;
import dev.medley.core.fit.serving.EngineLimits;
import dev.medley.core.fit.serving.ServingModel;
import dev.medley.core.fit.serving.Setup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

/// How far predictions of experts over nodes stand from published figures. Nothing is fitted to
/// these; the distances are those that bench/results/fit-2026-11-22.md states.
class WideServingTest {

    private static Setup setup(
            String chip, Precision weights, int ranks, int domains, double in, double cached) {
        var catalog = CatalogFiles.builtIn(CatalogFiles.Part.CHIPS, CatalogFiles.Part.MODELS);
        var device = Objects.requireNonNull(Device.of(catalog.chip(chip).orThrow()));
        return new Setup(
                catalog.model("deepseek-v3").orThrow(),
                device,
                1,
                ranks,
                1,
                true,
                true,
                domains,
                false,
                weights,
                weights,
                Precision.BF16,
                false,
                Engine.SGLANG,
                "",
                false,
                true,
                in,
                cached,
                100,
                Double.POSITIVE_INFINITY,
                EngineLimits.usual(Engine.SGLANG),
                null);
    }

    /// Tokens of prompts per second and node of eight devices, chunks of 8,192 tokens a device.
    @ParameterizedTest
    @CsvSource({
        "nvidia-h800-sxm, 4000, 0.563, 73700, 1.00", // DeepSeek, cache hits counted
        "nvidia-h100-sxm, 2000, 0, 52300, 0.70" // SGLang
    })
    void prefillStandsCloseToWhatOthersPublished(
            String chip, double in, double cached, double published, double ratio) {
        var setup = setup(chip, Precision.FP8, 32, 4, in, cached);
        double prompts = 8192 * 32 / (in * (1 - cached));
        var calibration = CalibrationFile.builtIn();
        var layout = calibration.layout();
        double seconds =
                new ServingModel(setup, layout).prefillSeconds(calibration.theta(layout), prompts);
        double perNode = prompts * in / seconds / 32 * 8;
        assertThat(perNode / published).isCloseTo(ratio, within(0.05));
    }

    /// SGLang on H100, 256 sequences a device with prompts of 2,000 tokens: 22,282 a node on 72
    /// devices, here on 64.
    @Test
    void decodeIsHalfOfWhatSglangReached() {
        var setup = setup("nvidia-h100-sxm", Precision.FP8, 64, 8, 2000, 0);
        var calibration = CalibrationFile.builtIn();
        var layout = calibration.layout();
        double seconds =
                new ServingModel(setup, layout)
                        .decodeSeconds(calibration.theta(layout), 256.0 * 64);
        assertThat(256 / seconds * 8 / 22_282).isCloseTo(0.51, within(0.05));
    }
}
