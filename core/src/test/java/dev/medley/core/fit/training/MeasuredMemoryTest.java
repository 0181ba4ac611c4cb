package dev.medley.core.fit.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.training.TrainingConfiguration.Degrees;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Peak memory that FlagPerf's runs used (github.com/FlagOpen/FlagPerf at 1b5a030, training/*/
/// README.md). They state degrees but neither microbatch nor recomputation, so what they used must
/// lie between the least that such a run can take and the device's memory.
class MeasuredMemoryTest {

    private static final double GIB = 1L << 30;

    /// Measured peaks may miss what the allocator had freed: a tenth of leeway.
    private static final double LEEWAY = 0.9;

    /// One measured run.
    ///
    /// @param memory of a device in GiB
    /// @param measured peak of the fullest device in GiB
    private record Run(
            String model, double memory, int tp, int pp, int dp, int sequence, double measured) {}

    private static final List<Run> RUNS =
            List.of(
                    new Run("llama2-70b", 80, 8, 4, 1, 4096, 62),
                    new Run("llama2-70b", 80, 4, 8, 1, 4096, 74),
                    new Run("llama3-70b", 80, 8, 4, 2, 8192, 55),
                    new Run("llama3-8b", 80, 1, 2, 4, 8192, 76),
                    new Run("llama3-8b", 80, 2, 1, 4, 8192, 71),
                    new Run("llama3-8b", 80, 2, 1, 8, 8192, 62),
                    new Run("llama3-8b", 80, 2, 1, 220, 8192, 55),
                    new Run("llama3-8b", 80, 1, 4, 2, 8192, 59),
                    new Run("llama3-8b", 80, 2, 2, 2, 8192, 51),
                    new Run("llama3-8b", 80, 4, 2, 1, 8192, 35),
                    new Run("llama3-8b", 80, 1, 8, 1, 8192, 55),
                    new Run("llama3-8b", 80, 8, 1, 1, 8192, 30),
                    new Run("llama3-8b", 80, 2, 4, 1, 8192, 45),
                    new Run("llama3-8b", 64, 2, 2, 2, 8192, 51.6),
                    new Run("llama2-7b", 64, 1, 1, 8, 4096, 62),
                    new Run("llama2-7b", 64, 4, 1, 2, 4096, 62),
                    new Run("llama2-7b", 80, 1, 1, 8, 4096, 63),
                    new Run("aquila2-7b", 80, 1, 1, 8, 2048, 74),
                    new Run("aquila2-7b", 80, 8, 1, 1, 2048, 55),
                    new Run("aquila2-7b", 80, 1, 8, 1, 2048, 57),
                    new Run("aquila2-7b", 80, 2, 2, 2, 2048, 52),
                    new Run("aquila2-7b", 80, 2, 1, 4, 2048, 41),
                    new Run("mixtral-8x7b", 64, 2, 2, 4, 4096, 41),
                    new Run("mixtral-8x7b", 80, 8, 2, 2, 4096, 75),
                    new Run("qwen1.5-moe", 80, 1, 2, 4, 4096, 66),
                    new Run("qwen1.5-moe", 64, 1, 2, 4, 4096, 63));

    @Test
    void callsNothingThatRanImpossible() {
        for (var run : RUNS) {
            assertThat(shapes(run)).as(run.toString()).anyMatch(TrainingMemory::fits);
        }
    }

    /// Mixtral on BI-V150 took 41 GiB where we count 51 at least: its gradients must be 16 bit.
    @Test
    void countsMoreThanWasMeasuredForOneRunAtMost() {
        long below = RUNS.stream().filter(run -> run.measured < LEEWAY * least(run) / GIB).count();
        assertThat(below).isLessThanOrEqualTo(1);
    }

    private static double least(Run run) {
        return shapes(run).stream()
                .mapToDouble(used -> used.state() + used.leastActivations())
                .min()
                .orElseThrow();
    }

    /// Memory with every degree of expert parallelism that the run may have had.
    private static List<TrainingMemory> shapes(Run run) {
        var model = model(run.model);
        var shapes = new ArrayList<TrainingMemory>();
        int most = model.isMoe() ? run.tp * run.dp : 1;
        for (int experts = 1; experts <= most; experts *= 2) {
            shapes.add(
                    TrainingMemory.of(
                            run(model, run.memory, run.tp, run.pp, run.dp, experts, run.sequence)));
        }
        return shapes;
    }

    private static TrainingConfiguration run(
            Model model, double memory, int tp, int pp, int dp, int experts, int sequence) {
        Chip chip =
                Cast.chip("maker-any", "any", Map.of(Precision.BF16, 312.0), memory, 600, "cuda");
        var c = Cast.configuration(model, chip, new Degrees(tp, pp, dp, experts, 1, 1));
        return new TrainingConfiguration(
                c.model(),
                c.chip(),
                c.devices(),
                c.degrees(),
                1,
                1024,
                sequence,
                Precision.BF16,
                c.method(),
                c.software(),
                c.sharding(),
                Recompute.AS_NEEDED);
    }

    private static Model model(String name) {
        return switch (name) {
            case "llama2-70b" -> Cast.dense(name, 80, 8192, 64, 8, 28_672, 32_000, true);
            case "llama3-70b" -> Cast.llama70b();
            case "llama3-8b" -> Cast.llama8b();
            case "llama2-7b" -> Cast.dense(name, 32, 4096, 32, 32, 11_008, 32_000, true);
            case "aquila2-7b" -> Cast.dense(name, 32, 4096, 32, 32, 11_008, 100_008, true);
            case "mixtral-8x7b" ->
                    Cast.model(
                            name,
                            32,
                            4096,
                            32_000,
                            new Attention.Grouped(32, 8, 128, null),
                            new FeedForward.Experts(8, 2, 14_336, 0, 32, 0, true));
            case "qwen1.5-moe" ->
                    Cast.model(
                            name,
                            24,
                            2048,
                            151_936,
                            new Attention.Grouped(16, 16, 128, null),
                            new FeedForward.Experts(60, 4, 1408, 5632, 24, 0, true));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
