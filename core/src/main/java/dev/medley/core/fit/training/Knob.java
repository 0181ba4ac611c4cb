package dev.medley.core.fit.training;

import dev.medley.core.fit.Parameter;

import java.util.Locale;

/// Parameters that every training prediction shares, with what is believed before rows are seen.
/// Spreads are wide where only rows can tell.
enum Knob {
    GEMM_BF16(0.92, 0.27, "share of measured BF16 product speed that training layers reach"),
    GEMM_FP8(0.80, 0.36, "share of measured 8-bit product speed that training layers reach"),
    GEMM_FP4(
            0.62, 0.3, "share of 4-bit peak, times the 8-bit product share, that training reaches"),
    WIDTH_HALF(256, 0.9, "matrix width at which products run at half speed, on an H100 in BF16"),
    TOKENS_HALF(300, 1.8, "tokens at which products run at half speed, on an H100 in BF16"),
    BALANCE(0.5, 0.72, "power of arithmetic over bandwidth by which the half width grows"),
    POWER(0.3, 1.08, "power of design watts per peak FLOP by which sustained speed grows"),
    ATTENTION(0.45, 0.72, "share of BF16 product speed that attention scores reach on an H100"),
    ATTENTION_PLAIN(0.5, 0.9, "power of the peak by which portable attention kernels fall behind"),
    ATTENTION_TUNED(0.25, 0.9, "power of the peak by which tuned attention kernels fall behind"),
    HEAD_HALF(30, 1.26, "head width at which attention runs at half speed"),
    WINDOW(1.5, 0.9, "work of a windowed layer over what its window needs"),
    RESIDUAL_BYTES(40, 0.9, "bytes moved per token, layer and hidden unit outside of products"),
    INNER_BYTES(6, 0.9, "bytes moved per token and inner unit, half that without a gate"),
    ROUTED_BYTES(
            16, 0.7, "bytes moved per token, expert visited and hidden unit to permute tokens"),
    MIXER_BYTES(
            250, 0.8, "bytes moved per token, layer and hidden unit by mixers without attention"),
    CAST_BYTES(6, 1.44, "bytes moved per number that is cast to 8 or 4 bit"),
    LOSS_BYTES(12, 1.26, "bytes moved per logit by the loss"),
    EXPERT(0.7, 0.54, "share of the layers' product speed that grouped expert products reach"),
    EXPERT_FP8(0.85, 0.54, "what 8 bit leaves of that share"),
    EXPERT_FP4(0.85, 0.72, "what 4 bit leaves of that share"),
    EXPERT_ROWS_HALF(120, 1.26, "rows per expert at which its products run at half speed"),
    EXPERT_WIDTH_HALF(300, 1.26, "width at which expert products run at half speed"),
    IMBALANCE(0.5, 1.26, "wait for the fullest device per root of one over experts it holds"),
    TENSOR(0.5, 1.08, "share of tensor-parallel transfers that is not hidden"),
    TENSOR_SECONDS(20e-6, 1.44, "seconds that each tensor-parallel collective costs at least"),
    CONTEXT(0.3, 1.26, "share of context-parallel transfers that is not hidden"),
    EXCHANGE(0.4, 1.08, "share of expert exchanges within a domain that is not hidden"),
    EXCHANGE_NETWORK(0.4, 1.08, "share of expert exchanges over the network that is not hidden"),
    NETWORK(0.7, 0.54, "share of the network's bandwidth that collectives reach"),
    REDUCE(0.4, 1.26, "share of gradient reduction and parameter gathering that is not hidden"),
    GATHER(0.8, 0.72, "time of gathering spread parameters over what links would need"),
    GATHER_OVERLAP(3, 0.54, "power of the norm that overlaps gathering with computing"),
    LAYER_SECONDS(60e-6, 1.44, "seconds that a layer costs per microbatch whatever its size"),
    EXPERT_LAYER_SECONDS(120e-6, 1.44, "the same for an expert layer, on top"),
    SLOW_HOST(1.4, 0.54, "factor on these seconds with Arm hosts"),
    STEP_SECONDS(0.01, 1.8, "seconds that a step costs whatever its size"),
    INTERVAL_SECONDS(1, 1.1, "seconds that evaluating adds to an interval between two evaluations"),
    BUBBLE(1.2, 0.54, "pipeline bubble over its textbook size"),
    STRAGGLER(0.006, 1.26, "loss per doubling of nodes"),
    RECOMPUTE(0.7, 0.72, "cost of recomputing as much as memory asks, over all of the layer"),
    RECOMPUTE_FULL(0.92, 0.11, "cost of declared full recomputation over a forward pass"),
    ADAPTERS(1.0, 0.27, "speed of adapter training beside what its FLOPs say");

    private final double prior;

    private final double spread;
    private final String meaning;

    Knob(double prior, double spread, String meaning) {
        this.prior = prior;
        this.spread = spread;
        this.meaning = meaning;
    }

    /// Place in arrays of all knobs.
    @SuppressWarnings("EnumOrdinal") // An array in this order is what makes a prediction fast.
    int index() {
        return ordinal();
    }

    String parameterName() {
        return TrainingParameters.PREFIX + name().toLowerCase(Locale.ROOT);
    }

    double prior() {
        return prior;
    }

    Parameter parameter() {
        return new Parameter(parameterName(), prior, spread, meaning);
    }
}
