package dev.medley.core.catalog;

/// A number format of weights, activations or KV cache.
public enum Precision {
    FP32(4),
    TF32(4),
    /// BF16 and FP16: chips run both at the same rate, so one peak serves both.
    BF16(2),
    FP8(1),
    INT8(1),
    /// Four-bit floats with block scales (NVFP4, MXFP4).
    FP4(0.5625),
    /// Four-bit integers with group scales (AWQ, GPTQ); weights only.
    INT4(0.5625);

    private final double bytes;

    Precision(double bytes) {
        this.bytes = bytes;
    }

    /// Bytes an element takes, block scales included.
    public double bytes() {
        return bytes;
    }
}
