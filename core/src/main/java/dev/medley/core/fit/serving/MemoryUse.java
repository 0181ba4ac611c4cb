package dev.medley.core.fit.serving;

import dev.medley.core.fit.Memory;

/// What a replica needs and has of memory, per device.
///
/// @param capacity device memory in bytes
/// @param weights parameters on the fullest device
/// @param workspace runtime, graphs and activations
/// @param perSequence cache that one sequence reserves, over the devices that share it, per device
/// @param cache bytes that the engine has left for cache per device; negative when weights overflow
record MemoryUse(
        double capacity, double weights, double workspace, double perSequence, double cache) {

    /// Fewest tokens per iteration that activations are made for.
    private static final double LEAST_TOKENS = 2048;

    /// Activations are made for no more tokens than this where an engine knows no limit.
    private static final double USUAL_TOKENS = 8192;

    /// Rows whose logits are kept at once.
    private static final double LOGIT_ROWS = 2048;

    /// No measured run needed more than this share of the memory, less a gigabyte.
    private static final double MOST_EVER_USED = 0.97;

    private static final double LEAST_WORKSPACE = 1e9;

    static MemoryUse of(Setup setup, ModelCost cost, Coefficients k) {
        double devices = setup.devices();
        double bytes = setup.weights().bytes();
        double shared = setup.attentionParallel() ? 1 : devices;
        double embeddings = cost.head() * 2 * cost.embeddings();
        double weights =
                (cost.attention() + cost.dense()) * bytes / shared
                        + cost.experts() * WideExperts.copies(setup, cost) * bytes / devices
                        + embeddings / shared;
        double split = setup.attentionDevices();
        double activations =
                tokens(setup) * (2 * cost.widest() / split + 4 * cost.hidden()) * 2
                        + LOGIT_ROWS * cost.vocabulary() / split * 4;
        double slots = setup.limits().buffered() ? setup.limits().slots() : 0;
        double workspace =
                k.workspace()
                        + k.activations() * activations
                        + k.slotLogits() * slots * cost.vocabulary() * 4;
        double copies = Math.max(1, split / cost.cacheHeads());
        double progress = setup.engine().reservesAll() ? 1 : k.progress();
        double reserved = setup.inputTokens() + progress * setup.outputTokens();
        double perSequence =
                cost.cachedTokens(reserved)
                        * cost.cacheWidth()
                        * setup.cache().bytes()
                        * copies
                        / devices;
        double capacity = setup.device().bytes();
        double free = capacity * k.usable() * setup.engine().memoryShare() - workspace - weights;
        return new MemoryUse(
                capacity, weights, workspace, perSequence, free * setup.engine().cacheShare());
    }

    private static double tokens(Setup setup) {
        double tokens = setup.limits().tokens();
        return Double.isInfinite(tokens) ? USUAL_TOKENS : Math.max(LEAST_TOKENS, tokens);
    }

    /// Sequences that the cache holds; a fraction below one when not even one fits.
    double sequences() {
        // A run that did happen had some cache, whatever the engine's defaults say.
        double floor = 0.012 * capacity;
        return Math.max(cache, floor) / Math.max(perSequence, 1e-9);
    }

    /// Bytes missing per device before one sequence can run at all, or zero. Deliberately generous:
    /// engines can be told to take more than they do by default.
    double missing(double wholeSequence) {
        double need = weights + LEAST_WORKSPACE + wholeSequence;
        return Math.max(0, need - MOST_EVER_USED * capacity);
    }

    Memory with(double sequencesPerRank) {
        return new Memory(capacity, weights, sequencesPerRank * perSequence, workspace);
    }
}
