package dev.medley.core.fit.serving;

import dev.medley.core.fit.Row;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/// Load of a served run.
///
/// @param requests requests in all, infinite when the queue never empties
/// @param slots most sequences in flight per scheduler as the run sets it, infinite when it does
///   not
/// @param slotFactor infinite where the run overrides the engine's own cap, else 1
/// @param batch sequences in flight where the run fixes them, else NaN
record ServedLoad(
        double input,
        double output,
        double requests,
        double slots,
        double slotFactor,
        double batch) {

    private static final Pattern WHOLE = Pattern.compile("^([0-9]+)$");
    private static final Pattern PROMPTS =
            Pattern.compile("num_prompts=(?:max_num_seqs=)?([0-9]+)");
    private static final Pattern FEW_PROMPTS = Pattern.compile("([0-9]+) prompts");
    private static final Pattern CONCURRENCY =
            Pattern.compile("(?:concurrency|max_num_seqs)[ =]+([0-9]+)");

    static @Nullable ServedLoad of(Row row, ServedMetric metric) {
        if (metric == ServedMetric.WATTS) {
            return endless(1, 1);
        }
        var input = length(row.text("input_len"));
        var output = length(row.text("output_len"));
        if (input == null || (output == null && metric.needsOutput())) {
            return null;
        }
        double in = input;
        double out = output == null ? 1 : output;
        var how = row.text("batch_or_concurrency");
        var whole = WHOLE.matcher(how);
        if (whole.find()) {
            double batch = Double.parseDouble(whole.group(1));
            return new ServedLoad(in, out, batch, batch, Double.POSITIVE_INFINITY, batch);
        }
        var prompts = PROMPTS.matcher(how);
        if (prompts.find()) {
            double all = Double.parseDouble(prompts.group(1));
            return new ServedLoad(in, out, all, all, Double.POSITIVE_INFINITY, Double.NaN);
        }
        var few = FEW_PROMPTS.matcher(how);
        double requests =
                few.find() ? Double.parseDouble(few.group(1)) : benchRequests(row, in, out);
        var concurrency = CONCURRENCY.matcher(how);
        if (concurrency.find()) {
            double slots = Double.parseDouble(concurrency.group(1));
            return new ServedLoad(in, out, requests, slots, Double.POSITIVE_INFINITY, slots);
        }
        return new ServedLoad(in, out, requests, Double.POSITIVE_INFINITY, 1, Double.NaN);
    }

    private static ServedLoad endless(double input, double output) {
        double endless = Double.POSITIVE_INFINITY;
        return new ServedLoad(input, output, endless, endless, 1, Double.NaN);
    }

    /// Tokens in a length column: a number, or a benchmark's data set by its mean prompt.
    ///
    /// @see <a href="https://github.com/mlcommons/inference">MLPerf Inference's reference data</a>
    private static @Nullable Double length(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            double tokens = Double.parseDouble(text);
            return tokens > 0 && tokens < 1e8 ? tokens : null;
        } catch (NumberFormatException notANumber) {
            if (text.startsWith("OpenOrca+GSM8K")) {
                return 430.0;
            } else if (text.startsWith("OpenOrca")) {
                return 294.0;
            } else if (text.startsWith("LongBench")) {
                return 9428.0;
            } else if (text.startsWith("CNN-DailyMail")) {
                return 778.0;
            } else if (text.startsWith("mlperf_deepseek_r1")) {
                return 812.0;
            }
            return null;
        }
    }

    /// Requests that TensorRT-LLM's published throughput runs use: fewer, the longer they are.
    ///
    /// @see <a href="https://nvidia.github.io/TensorRT-LLM/performance/perf-overview.html">its
    ///   performance overview</a>
    private static double benchRequests(Row row, double in, double out) {
        if (!row.text("software").contains("TensorRT-LLM")) {
            return Double.POSITIVE_INFINITY;
        }
        if (in <= 128 && out <= 128) {
            return 30_000;
        } else if (in >= 20_000 || out >= 20_000) {
            return 1000;
        } else if (in >= 4000 || out >= 4000 || (in >= 1000 && out >= 2000)) {
            return 1500;
        }
        return 3000;
    }
}
