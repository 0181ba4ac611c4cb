package dev.medley.core.fit.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Phase.Prepared;
import dev.medley.core.fit.Row;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SortedMap;

class TrainingPhaseTest {

    private final TrainingPhase phase = new TrainingPhase();

    private static Row row(Chip chip, Model model, String metric, SortedMap<String, String> cells) {
        var unit = metric.equals("step_time") ? "s" : "tokens/s/chip";
        return new Row("row", 2, chip, model, "train", metric, unit, cells);
    }

    private static Row throughput(Chip chip, SortedMap<String, String> cells) {
        return row(chip, Cast.llama8b(), "train_throughput_per_chip", cells);
    }

    private static TrainingConfiguration read(Row row) {
        assertThat(TrainedRun.of(row)).isInstanceOf(TrainedRun.Known.class);
        return ((TrainedRun.Known) TrainedRun.of(row)).configurations().getFirst();
    }

    @Test
    void readsBatchesAndDegrees() {
        var c =
                read(
                        throughput(
                                Cast.h100(),
                                Cast.columns(
                                        "chips",
                                        "64",
                                        "tp",
                                        "4",
                                        "pp",
                                        "8",
                                        "precision",
                                        "FP8",
                                        "batch_or_concurrency",
                                        "GBS=256;MBS=2;VP=4",
                                        "input_len",
                                        "4096")));
        assertThat(c.degrees()).isEqualTo(new TrainingConfiguration.Degrees(4, 8, 2, 1, 1, 4));
        assertThat(c.microbatch()).isEqualTo(2);
        assertThat(c.globalBatch()).isEqualTo(256);
        assertThat(c.sequenceLength()).isEqualTo(4096);
        assertThat(c.precision()).isEqualTo(Precision.FP8);
    }

    @Test
    void takesASubmissionsDefaultForTheNarrowestPrecisionOfTheChip() {
        var cells =
                Cast.columns(
                        "chips",
                        "8",
                        "source",
                        "MLPerf Training v5.0",
                        "precision",
                        "submission default (see source)",
                        "batch_or_concurrency",
                        "GBS=64");
        assertThat(read(throughput(Cast.h100(), cells)).precision()).isEqualTo(Precision.FP8);
        assertThat(read(throughput(Cast.a100(), cells)).precision()).isEqualTo(Precision.BF16);
    }

    @Test
    void takesAdaptersToBeTrainedWithoutAPipeline() {
        var cells =
                Cast.columns(
                        "chips",
                        "8",
                        "source",
                        "MLPerf Training v4.1",
                        "precision",
                        "fp8",
                        "batch_or_concurrency",
                        "GBS=8",
                        "note",
                        "LoRA fine-tune; log_interval");
        var run = (TrainedRun.Known) TrainedRun.of(throughput(Cast.h100(), cells));
        assertThat(run.configurations()).allMatch(c -> c.degrees().pipeline() == 1);
        assertThat(run.configurations()).allMatch(TrainingConfiguration::adapters);
        assertThat(run.intervals()).isEqualTo(8 / 384.0);
    }

    @Test
    void readsSequenceLengthsGivenByModel() {
        var cells =
                Cast.columns(
                        "chips",
                        "8",
                        "precision",
                        "bf16",
                        "model",
                        "flagperf:llama3_8B",
                        "input_len",
                        "see source (4096 llama2; 8192 llama3; 2048 aquila/baichuan)");
        assertThat(read(throughput(Cast.a100(), cells)).sequenceLength()).isEqualTo(8192);
    }

    @Test
    void readsShardingAndRecomputation() {
        var cells =
                Cast.columns(
                        "chips",
                        "8",
                        "precision",
                        "bf16",
                        "software",
                        "llm-foundry/Composer FSDP",
                        "note",
                        "sharding=FULL_SHARD; act_ckpt=True");
        var c = read(throughput(Cast.a100(), cells));
        assertThat(c.sharding()).isEqualTo(Sharding.PARAMETERS);
        assertThat(c.recompute()).isEqualTo(Recompute.FULL);
    }

    @Test
    void skipsWhatItDoesNotModelWithAReason() {
        assertThat(unusable(row(Cast.h100(), Cast.llama8b(), "mfu", Cast.columns())))
                .isEqualTo("metric not modelled: mfu");
        var odd = Cast.columns("chips", "8", "precision", "posit");
        assertThat(unusable(throughput(Cast.h100(), odd))).contains("precision");
        var fp8OnA100 = Cast.columns("chips", "8", "precision", "fp8");
        assertThat(unusable(throughput(Cast.a100(), fp8OnA100))).contains("precision");
    }

    private String unusable(Row row) {
        var prepared = phase.prepare(row, new Layout(List.of()));
        assertThat(prepared).isInstanceOf(Prepared.Unusable.class);
        return ((Prepared.Unusable) prepared).reason();
    }

    @Test
    void predictsWithoutAnyTrainingParameters() {
        var cells = Cast.columns("chips", "8", "precision", "bf16", "batch_or_concurrency", "64");
        var layout = new Layout(List.of());
        var prepared = phase.prepare(throughput(Cast.h100(), cells), layout);
        assertThat(prepared).isInstanceOf(Prepared.Ready.class);
        double rate = ((Prepared.Ready) prepared).predictor().value(layout.priors());
        assertThat(rate).isBetween(3_000.0, 20_000.0);
    }
}
