package dev.medley.core.fit.training;

/// Share of their published peak that chips reach in large matrix products, as others measured it.
/// A chip of the same silicon gets the same share, and what less power withholds is counted
/// elsewhere; any other that nobody measured gets the middle of those that were.
///
/// Sources: best shape found (MAMF) of the machine-learning engineering book's accelerator table
/// (github.com/stas00/ml-engineering, compute/accelerator); FlagPerf base benchmarks for Ascend
/// 910B and MetaX C550; Google's Ironwood microbenchmarks. Shares are over the catalogue's peak.
///
/// @param sixteenBit share of the BF16 peak
/// @param eightBit share of the FP8 (or INT8) peak
record MeasuredProducts(double sixteenBit, double eightBit) {

    /// Middle of the measured chips: BF16 0.76 of peak, FP8 0.93 of that share.
    private static final double USUAL = 0.76;

    private static final double EIGHT_TO_SIXTEEN = 0.93;

    /// Figures of a chip, by its id in the catalogue.
    static MeasuredProducts of(String chip) {
        return switch (chip) {
            case "nvidia-a100-40gb-sxm", "nvidia-a100-80gb-sxm", "nvidia-a800-80gb-sxm" ->
                    sixteen(0.869);
            case "nvidia-a100-80gb-pcie" -> sixteen(0.811);
            case "nvidia-h100-sxm", "nvidia-h800-sxm", "nvidia-h100-nvl", "nvidia-h100-pcie" ->
                    new MeasuredProducts(0.803, 0.709);
            case "nvidia-h200-sxm", "nvidia-h200-nvl" -> new MeasuredProducts(0.803, 0.734);
            case "nvidia-gh200-144gb" -> new MeasuredProducts(0.838, 0.776);
            case "nvidia-b200-sxm" -> new MeasuredProducts(0.776, 0.763);
            case "nvidia-gb200" -> new MeasuredProducts(0.729, 0.723);
            case "nvidia-b300-sxm", "nvidia-gb300" -> sixteen(0.786);
            case "amd-mi300x" -> sixteen(0.511);
            case "amd-mi325x" -> sixteen(0.600);
            case "amd-mi355x" -> sixteen(0.622);
            case "intel-gaudi2" -> new MeasuredProducts(0.969, 0.955);
            case "intel-gaudi3" -> new MeasuredProducts(0.677, 0.703);
            case "google-tpu-v7" -> sixteen(0.829);
            case "huawei-ascend-910b3" -> sixteen(0.972);
            case "metax-c550" -> sixteen(0.828);
            default -> sixteen(USUAL);
        };
    }

    private static MeasuredProducts sixteen(double share) {
        return new MeasuredProducts(share, share * EIGHT_TO_SIXTEEN);
    }
}
