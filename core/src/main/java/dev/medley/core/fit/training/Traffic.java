package dev.medley.core.fit.training;

import dev.medley.core.catalog.Precision;

/// Bytes that one microbatch moves on one device as if it held all layers of its tensor-parallel
/// share: through memory, over links, over the network.
final class Traffic {

    private final double residual;
    private final double inner;
    private final double routed;
    private final double mixed;
    private final double cast;
    private final double logits;
    private final double memoryRate;
    private final double linkRate;
    private final double networkRate;
    private final double tensorBytes;
    private final double tensorCalls;
    private final boolean tensorInDomain;
    private final double recomputed;
    private final double contextBytes;
    private final boolean contextInDomain;
    private final double exchangeBytes;
    private final double exchangeNetworkBytes;
    private final double gatherBytes;
    private final double gatherNodes;
    private final double gatherPerNode;
    private final double reduceBytes;
    private final double reduceInDomain;
    private final double reduceLanes;
    private final double optimizerBytes;

    /// Share of a link's published rate that collectives reach (measured bus bandwidth of NCCL on
    /// A100 and H100 nodes: 0.58 to 0.82).
    private static final double LINK_SHARE = 0.7;

    /// PCIe 5.0 x16, one way, in bytes/s.
    private static final double FASTEST_BUS = 64e9;

    /// Bytes that the optimizer reads and writes per parameter.
    private static final double OPTIMIZER_BYTES = 30;

    /// A gradient is reduced in 4 bytes and its parameter gathered in 2.
    private static final double REDUCE_BYTES = 6;

    Traffic(TrainingConfiguration c, TrainingMemory memory) {
        var model = c.model();
        var degrees = c.degrees();
        var chip = c.chip();
        double tensor = degrees.tensor();
        double tokens = c.deviceTokens();
        double each = tokens / tensor;
        boolean narrow = c.precision() != Precision.BF16;
        residual = each * model.hidden() * model.layers();
        inner = each * model.innerColumns() * model.matrices() / 2;
        routed = each * model.perToken() * model.sentWidth() * model.expertLayers();
        mixed = each * model.hidden() * model.mixerLayers();
        cast = narrow ? 2 * residual + each * model.innerColumns() : 0;
        logits = each * model.vocabulary();
        memoryRate = chip.memoryRate();
        linkRate = chip.linkRate() * LINK_SHARE;
        networkRate = chip.networkRate();
        recomputed = memory.recomputed();

        double perLayer = model.isMoe() ? 4 : 8;
        boolean split = degrees.tensor() > 1;
        tensorBytes =
                split
                        ? perLayer
                                * model.layers()
                                * tokens
                                * model.hidden()
                                * 2
                                * (tensor - 1)
                                / tensor
                        : 0;
        tensorCalls = split ? perLayer * model.layers() : 0;
        tensorInDomain = tensor <= chip.domainDevices();
        contextBytes =
                degrees.context() > 1
                        ? model.attentionLayers()
                                * 6
                                * each
                                * model.kvWidth()
                                * (degrees.context() - 1)
                        : 0;
        contextInDomain = tensor * degrees.context() <= chip.domainDevices();

        double experts = degrees.expert();
        double volume = experts > 1 ? 8 * each * model.sentWidth() * model.expertLayers() : 0;
        double groups = Math.max(1, experts * tensor / chip.domainDevices());
        // A token goes at most once to a remote domain, however many of its experts live there.
        double remote =
                groups
                        * (1 - StrictMath.pow(1 - 1 / groups, Math.max(1, model.perToken())))
                        * (1 - 1 / groups);
        exchangeBytes = volume * model.perToken() * (experts - 1) / Math.max(1, experts);
        exchangeNetworkBytes = volume * remote;

        double devices = c.devices();
        gatherBytes = c.sharding().passes() * 2 * model.totalParams();
        gatherNodes = Math.max(1, devices / chip.domainDevices());
        gatherPerNode = Math.min(devices, chip.domainDevices());
        double replicas = (double) degrees.data() * degrees.context();
        reduceLanes = Math.clamp(chip.domainDevices() / tensor, 1.0, Math.max(1.0, replicas));
        boolean reduces = !c.sharding().gathers() && replicas > 1 && !c.adapters();
        double held =
                model.commonParams() / tensor / degrees.pipeline()
                        + model.expertParams() / experts / degrees.pipeline()
                        + model.embeddingParams() / tensor;
        reduceBytes = reduces ? REDUCE_BYTES * held : 0;
        reduceInDomain = replicas > reduceLanes ? 0 : 1;
        optimizerBytes = c.adapters() ? 0 : OPTIMIZER_BYTES * model.totalParams() / devices;
    }

    /// Seconds of elementwise work of all layers.
    double memory(Settings s, double forwardAgain) {
        double bytes =
                (s.of(Knob.RESIDUAL_BYTES) * residual
                                + s.of(Knob.INNER_BYTES) * inner
                                + s.of(Knob.ROUTED_BYTES) * routed
                                + s.of(Knob.MIXER_BYTES) * mixed)
                        * (1 + forwardAgain);
        return (bytes + s.of(Knob.CAST_BYTES) * cast) / (memoryRate * s.memory);
    }

    /// Seconds of the loss beside its product.
    double loss(Settings s) {
        return s.of(Knob.LOSS_BYTES) * logits / memoryRate;
    }

    /// Seconds of tensor- and context-parallel transfers that stay visible.
    double tensor(Settings s) {
        double network = networkRate * s.of(Knob.NETWORK);
        double tensor =
                tensorBytes
                                / (tensorInDomain ? linkRate : network)
                                * tensorShown(s)
                                * (1 + recomputed / 2)
                        + tensorCalls * s.of(Knob.TENSOR_SECONDS);
        double context = contextBytes / (contextInDomain ? linkRate : network) * s.of(Knob.CONTEXT);
        return tensor + context;
    }

    /// Share of tensor-parallel transfers that is not hidden: all of it on a bus, since frameworks
    /// overlap them only through links that devices can write to each other's memory over.
    private double tensorShown(Settings s) {
        return linkRate > FASTEST_BUS * LINK_SHARE ? s.of(Knob.TENSOR) : 1;
    }

    /// Seconds of expert exchanges that stay visible.
    double exchange(Settings s) {
        return (exchangeBytes / linkRate * s.of(Knob.EXCHANGE)
                        + exchangeNetworkBytes
                                / (networkRate * s.of(Knob.NETWORK))
                                * s.of(Knob.EXCHANGE_NETWORK))
                / s.experts;
    }

    /// Seconds that gathering spread parameters takes if nothing hides it.
    double gather(Settings s) {
        double network = networkRate * s.of(Knob.NETWORK) * gatherPerNode;
        return gatherBytes * (1 / linkRate + (1 - 1 / gatherNodes) / network) * s.of(Knob.GATHER);
    }

    /// Seconds per step of reducing gradients that stay visible.
    double reduce(Settings s) {
        double network =
                reduceInDomain == 1 ? 0 : 1 / (networkRate * s.of(Knob.NETWORK) * reduceLanes);
        return reduceBytes * s.of(Knob.REDUCE) * ((1 - 1 / reduceLanes) / linkRate + network);
    }

    /// Seconds per step of the optimizer.
    double optimizer() {
        return optimizerBytes / memoryRate;
    }
}
