package dev.medley.core.fit.serving;

import dev.medley.core.fit.ChipOffer;

/// Experts spread over more devices than a node has, every device attending for its own sequences.
///
/// GOALS. Large batches for every expert, and room for cache beside few experts, at the price of
/// sending each row to the devices of its experts and back in every layer.
///
/// CONSTRAINTS. An engine on the stack must be known to do it over the network, and somebody must
/// have published the chip's network; what nobody says does not count as yes. Nodes lie within
/// domains, and every device holds at least one whole expert.
///
/// ALGORITHM. A row that is decoded is sent to each of its experts directly; rows of prompts cross
/// to a domain once and are passed on inside it. Dispatch carries the format of the products, the
/// way back 16 bits. Network and links work at the same time, so the slower one counts, and a part
/// of it is hidden behind the other half of the batch. Within one domain links reach what measured
/// runs reached there, nothing hidden.
///
/// EXAMPLE. 128 sequences per device of DeepSeek-R1 on 32 H800 in four domains: a row of 7,168
/// numbers goes to 8 experts, three quarters of them elsewhere, 8 bits there and 16 back: 16.5 MB a
/// layer and device, 0.43 ms at 38 GB/s, half of it hidden.
///
/// What this leaves out makes it cautious: no speculative tokens, and experts as uneven as measured
/// within nodes, where spare copies of popular ones even them out.
///
/// Bandwidth shares are those of DeepEP on H800 with one 400 Gbit/s adapter a device: for 4,096
/// tokens per batch 43 to 47 GB/s of 50 reach the wire, for 128 tokens 36 to 40 (EP 32 to 256), and
/// 153 to 158 GB/s of NVLink's 200. How much is hidden nobody has measured apart: plain engines
/// hide nothing, two half batches that take turns nearly all (DeepSeek), and in SGLang they bring a
/// quarter to a third. Half is assumed.
///
/// @see <a href="https://github.com/deepseek-ai/DeepEP">DeepEP's measurements</a>
/// @see <a href="https://lmsys.org/blog/2025-05-05-large-scale-ep/">SGLang on 96 H100</a>
final class WideExperts {

    /// Devices up to which engines gather all rows everywhere; a node has at least as many.
    static final int NODE = 8;

    /// Most devices that anybody has spread experts over (DeepSeek on CloudMatrix: 320).
    static final int WIDEST = 256;

    private static final double PROMPT_SHARE = 0.9;
    private static final double DECODE_SHARE = 0.76;
    private static final double LINK_SHARE = 0.75;
    private static final double SHOWN = 0.5;

    /// Bytes of a number on its way back.
    private static final double COMBINED_BYTES = 2;

    private WideExperts() {}

    /// Whether engines on a stack are known to send rows to their experts alone: DeepEP with vLLM
    /// and SGLang on CUDA, vLLM Ascend on CANN, MORI with both on ROCm.
    ///
    /// @see <a href="https://docs.vllm.ai/en/latest/serving/expert_parallel_deployment/">vLLM</a>
    /// @see <a
    ///   href="https://docs.vllm.ai/projects/ascend/zh-cn/v0.18.0/user_guide/feature_guide/large_scale_ep.html">vLLM
    ///   Ascend</a>
    /// @see <a href="https://github.com/ROCm/mori/wiki">MORI</a>
    static boolean isKnownOn(String stack) {
        return switch (stack) {
            case "cuda", "cann", "rocm" -> true;
            default -> false;
        };
    }

    /// Why experts stay within a domain on an offer, in words; empty where they need not.
    static String obstacle(ChipOffer offer, Device device) {
        if (!isKnownOn(offer.stack())) {
            return "no engine on %s is known to exchange them over the network"
                    .formatted(offer.stack());
        } else if (device.networkBandwidth() == null) {
            return "nobody has published the network of %s".formatted(offer.chip().name());
        } else if (offer.domainDevices() < Math.max(2, offer.devicesPerNode())) {
            return "its nodes are not joined by links";
        }
        return "";
    }

    /// Domains that so many devices lie in.
    static int domains(int devices, Device device) {
        boolean joined = devices <= NODE || device.domain() < 2;
        return joined ? 1 : (devices - 1) / device.domain() + 1;
    }

    /// How often an expert is held on average: where they do not divide among the devices, popular
    /// ones are held twice.
    static double copies(Setup setup, ModelCost cost) {
        if (!setup.attentionParallel() || setup.cutExperts()) {
            return 1;
        }
        double ranks = setup.tensorParallel();
        return StrictMath.ceil(cost.expertCount() / ranks) * ranks / cost.expertCount();
    }

    /// What stands in for figures that nobody has measured apart.
    static String assumption() {
        return "experts exchanged over the network at %.2f (decode) and %.2f (prompts) of its bandwidth, half of it hidden"
                .formatted(DECODE_SHARE, PROMPT_SHARE);
    }

    /// Seconds per layer that sending rows to experts and back takes and that is not hidden.
    ///
    /// @param decoding rows that are decoded, over all devices
    /// @param prompts rows of prompts, over all devices
    /// @param linkShare share of the links' bandwidth that measured exchanges within a domain reach
    static double seconds(
            Setup setup, ModelCost cost, double decoding, double prompts, double linkShare) {
        var device = setup.device();
        double ranks = setup.tensorParallel();
        double domains = setup.domains();
        double bytes = cost.sentWidth() * (setup.compute().bytes() + COMBINED_BYTES);
        double copies = cost.perToken();
        if (setup.domains() == 1) {
            return (decoding + prompts)
                    / ranks
                    * copies
                    * bytes
                    / (device.linkBandwidth() * linkShare);
        }
        double linked = (decoding / domains + prompts) / ranks * copies * bytes;
        double linkSeconds = linked / (device.linkBandwidth() * LINK_SHARE);
        double elsewhere = 1 - 1 / domains;
        double crossing = crossings(copies, domains) * elsewhere;
        var published = device.networkBandwidth();
        double network = published == null ? device.busBandwidth() : published;
        double networkSeconds =
                (decoding * copies * elsewhere / DECODE_SHARE + prompts * crossing / PROMPT_SHARE)
                        / ranks
                        * bytes
                        / network;
        return Math.max(linkSeconds, networkSeconds) * SHOWN;
    }

    /// Domains that the experts of one row lie in, on average.
    private static double crossings(double copies, double domains) {
        return domains * -StrictMath.expm1(copies * StrictMath.log1p(-1 / domains));
    }
}
