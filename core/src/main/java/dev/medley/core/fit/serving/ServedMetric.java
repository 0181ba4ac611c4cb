package dev.medley.core.fit.serving;

import dev.medley.core.fit.Row;
import dev.medley.core.fit.Theta;

import org.jspecify.annotations.Nullable;

/// What serving rows measure.
enum ServedMetric {
    OUTPUT,
    OUTPUT_PER_CHIP,
    /// Prompt and answer tokens together.
    TOTAL,
    TOTAL_PER_CHIP,
    REQUESTS,
    TOKENS_PER_REQUEST,
    REQUEST_SECONDS,
    PROMPT_PER_NODE,
    TPOT_MILLISECONDS,
    WATTS;

    /// Tokens of one prefill chunk per device.
    private static final double CHUNK = 8192;

    private static final double NODE = 8;

    static @Nullable ServedMetric of(Row row) {
        boolean pure = row.phase().equals("decode") || row.phase().equals("prefill");
        return switch (row.metric()) {
            case "output_throughput_total", "throughput_total" -> pure ? null : OUTPUT;
            case "output_throughput_per_chip" -> pure ? null : OUTPUT_PER_CHIP;
            case "total_token_throughput(in+out)", "total_throughput" -> pure ? null : TOTAL;
            case "total_throughput_per_chip" -> pure ? null : TOTAL_PER_CHIP;
            case "request_throughput" -> pure ? null : REQUESTS;
            case "output_tokens_per_s_per_request" -> TOKENS_PER_REQUEST;
            case "request_latency_e2e" -> row.unit().equals("s") ? REQUEST_SECONDS : null;
            case "input_throughput_per_node" -> PROMPT_PER_NODE;
            case "tpot", "tpot_mean", "mean_tpot" ->
                    row.unit().equals("ms") ? TPOT_MILLISECONDS : null;
            case "system_power_avg", "system_power_median" -> row.unit().equals("W") ? WATTS : null;
            default -> null;
        };
    }

    /// Whether a prediction needs to know how long answers are.
    boolean needsOutput() {
        return this != PROMPT_PER_NODE && this != WATTS;
    }

    boolean lessIsBetter() {
        return this == REQUEST_SECONDS || this == TPOT_MILLISECONDS;
    }

    /// The prediction of one setup in this metric.
    double of(ServingModel model, ServedRun.Known run, Theta theta) {
        var setup = model.setup();
        double in = setup.inputTokens();
        double out = setup.outputTokens();
        double batch = Double.isNaN(run.batch()) ? 1 : run.batch();
        return switch (this) {
            case OUTPUT -> model.predict(theta).outputTokensPerSecond();
            case OUTPUT_PER_CHIP -> model.predict(theta).outputTokensPerSecond() / run.packages();
            case TOTAL -> model.predict(theta).requestsPerSecond() * (in + out);
            case TOTAL_PER_CHIP ->
                    model.predict(theta).requestsPerSecond() * (in + out) / run.packages();
            case REQUESTS -> model.predict(theta).requestsPerSecond();
            case TOKENS_PER_REQUEST -> 1 / model.decodeSeconds(theta, batch);
            case REQUEST_SECONDS ->
                    model.prefillSeconds(theta, batch) + out * model.decodeSeconds(theta, batch);
            case TPOT_MILLISECONDS ->
                    1000
                            * (Double.isNaN(run.batch())
                                    ? model.predict(theta).tpotSeconds()
                                    : model.predict(theta, batch).tpotSeconds());
            case PROMPT_PER_NODE -> {
                double prompts = CHUNK * setup.devices() / in;
                double perDevice =
                        prompts * in / model.prefillSeconds(theta, prompts) / setup.devices();
                yield perDevice * NODE;
            }
            case WATTS -> ServingPower.node(setup, run.packages());
        };
    }
}
