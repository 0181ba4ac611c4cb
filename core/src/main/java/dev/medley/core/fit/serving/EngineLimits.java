package dev.medley.core.fit.serving;

/// How much an engine takes on at once, as it is set up.
///
/// @param slots most sequences in flight per scheduler
/// @param tokens most tokens that one iteration takes per scheduler, prompts cut to fit
/// @param buffered whether memory for the logits of every slot is set aside when it starts
public record EngineLimits(double slots, double tokens, boolean buffered) {

    /// Tokens that most engines take per iteration by default.
    private static final double USUAL_TOKENS = 8192;

    /// What TensorRT-LLM's benchmark gives its engine at most since version 1.
    ///
    /// @see <a
    ///   href="https://github.com/NVIDIA/TensorRT-LLM/blob/main/tensorrt_llm/bench/build/tuning.py">its
    ///   tuning</a>
    private static final EngineLimits BENCHMARK = new EngineLimits(4096, 32_768, false);

    private static final double LEAST_BENCHMARKED = 2048;

    /// Sequence length for which its settings of two devices differ.
    private static final double SPECIAL_LENGTH = 4096;

    public EngineLimits {
        if (!(slots > 0) || !(tokens > 0)) {
            throw new IllegalArgumentException(
                    "an engine takes at least one sequence: %s, %s".formatted(slots, tokens));
        }
    }

    /// What an engine takes by default.
    public static EngineLimits usual(Engine engine) {
        double tokens = engine == Engine.HABANA ? Double.POSITIVE_INFINITY : USUAL_TOKENS;
        return new EngineLimits(engine.slots(), tokens, false);
    }

    /// What TensorRT-LLM's own benchmark sets, by its version.
    static EngineLimits benchmark(Engine engine, int degree, double length) {
        return engine == Engine.TENSORRT_LLM ? BENCHMARK : compiled(degree, length);
    }

    /// Limits that compiled engines were built with until version 0.14, as listed for Llama 3 70B;
    /// models that the list leaves out are taken to have been built alike.
    ///
    /// @see <a href="https://github.com/NVIDIA/TensorRT-LLM">its
    ///   tensorrt_llm/bench/build/benchmark_config.yml of October 2024</a>
    private static EngineLimits compiled(int degree, double length) {
        return switch (degree) {
            case 1 -> new EngineLimits(2048, 2048, true);
            case 2 -> new EngineLimits(length == SPECIAL_LENGTH ? 2048 : 256, 1024, true);
            case 4 -> new EngineLimits(2048, 1024, true);
            default -> new EngineLimits(8192, 16_384, true);
        };
    }

    /// Tokens that an iteration of so many ranks takes when it takes so many on average: a
    /// benchmark sets its limit to what the load needs.
    double tokens(double average, int ranks) {
        double most = tokens * ranks;
        boolean benchmark = slots == BENCHMARK.slots && tokens == BENCHMARK.tokens;
        return benchmark ? Math.clamp(average, LEAST_BENCHMARKED * ranks, most) : most;
    }

    /// The same with no more than so many sequences.
    EngineLimits within(double most) {
        return new EngineLimits(Math.min(slots, most), tokens, buffered);
    }

    /// The same with so many times the sequences.
    EngineLimits times(double factor) {
        return new EngineLimits(slots * factor, tokens, buffered);
    }
}
