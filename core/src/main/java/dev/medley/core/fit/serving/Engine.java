package dev.medley.core.fit.serving;

/// Kinds of serving engines, as far as their defaults and their host side differ.
///
/// @see <a href="https://docs.vllm.ai/en/latest/configuration/engine_args.html">vLLM's defaults</a>
public enum Engine {
    /// TensorRT-LLM's compiled engines (versions 0.x, and MLPerf submissions).
    TENSORRT_LLM_COMPILED("tensorrt-llm-compiled", 1.0, 0.97, 2048),
    /// TensorRT-LLM on PyTorch (versions 1.x).
    TENSORRT_LLM("tensorrt-llm", 1.0, 0.92, 2048),
    VLLM("vllm", 0.92, 1.0, 1024),
    SGLANG("sglang", 0.90, 1.0, 4096),
    MINDIE("mindie", 0.92, 1.0, 1024),
    /// Static batches of Intel's optimum-habana.
    HABANA("habana", 1.0, 0.97, 4096),
    OTHER("other", 0.92, 1.0, 1024);

    private final String id;
    private final double memoryShare;
    private final double cacheShare;
    private final int slots;

    Engine(String id, double memoryShare, double cacheShare, int slots) {
        this.id = id;
        this.memoryShare = memoryShare;
        this.cacheShare = cacheShare;
        this.slots = slots;
    }

    public String id() {
        return id;
    }

    /// Share of device memory that the engine takes by default.
    public double memoryShare() {
        return memoryShare;
    }

    /// Share of what weights leave free that becomes KV cache.
    public double cacheShare() {
        return cacheShare;
    }

    /// Whether steps run from a compiled engine.
    boolean compiled() {
        return this == TENSORRT_LLM_COMPILED || this == HABANA;
    }

    /// Whether a sequence is admitted only when all of its answer will find room (TensorRT-LLM's
    /// "guaranteed no evict"); others admit more and put some back when room runs out.
    public boolean reservesAll() {
        return this == TENSORRT_LLM || this == TENSORRT_LLM_COMPILED;
    }

    /// Sequences that one scheduler keeps in flight by default.
    public int slots() {
        return slots;
    }

    /// The engine a stack is usually served with.
    public static Engine usualFor(String stack) {
        return switch (stack) {
            case "cann" -> MINDIE;
            default -> VLLM;
        };
    }
}
