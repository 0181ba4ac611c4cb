package dev.medley.cli.planning;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.compare.Load;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What rates are compared for.
public final class LoadOptions {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Also predict rates for this model.")
    private @Nullable String model;

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            split = ",",
            description = "Only ${COMPLETION-CANDIDATES}; all but lora if not given.")
    private List<Load.Phase> phases = List.of();

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "Weights in this precision; the best of each chip if not given.")
    private @Nullable Precision precision;

    @Option(names = "--input", paramLabel = "TOKENS", description = "Mean prompt; 1000.")
    private double inputTokens = 1000;

    @Option(names = "--output", paramLabel = "TOKENS", description = "Mean answer; 1000.")
    private double outputTokens = 1000;

    @Option(
            names = "--ttft",
            paramLabel = "MS",
            description = "Limit on time to first token in milliseconds; none if not given.")
    private @Nullable Double ttftMs;

    @Option(
            names = "--tpot",
            paramLabel = "MS",
            description = "Limit on time per answer token in milliseconds; none if not given.")
    private @Nullable Double tpotMs;

    @Option(
            names = "--sequence",
            paramLabel = "TOKENS",
            description = "Sequence length when training; 8192.")
    private int sequenceLength = 8192;

    @Option(
            names = "--batch",
            paramLabel = "TOKENS",
            description = "Tokens per optimizer step when training; 2048 sequences' worth.")
    private @Nullable Double batchTokens;

    public @Nullable String model() {
        return model;
    }

    /// Whether anything that only matters to rates was asked for.
    public boolean isGiven() {
        return !phases.isEmpty() || precision != null || ttftMs != null || tpotMs != null;
    }

    public Load of(Model found) {
        return new Load(
                found,
                precision,
                inputTokens,
                outputTokens,
                ttftMs,
                tpotMs,
                sequenceLength,
                batchTokens == null ? 2048.0 * sequenceLength : batchTokens);
    }

    public SortedSet<Load.Phase> phases() {
        return new TreeSet<>(
                phases.isEmpty()
                        ? List.of(
                                Load.Phase.PREFILL,
                                Load.Phase.DECODE,
                                Load.Phase.SERVE,
                                Load.Phase.TRAIN)
                        : phases);
    }
}
