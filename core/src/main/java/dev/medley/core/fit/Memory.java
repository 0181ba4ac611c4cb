package dev.medley.core.fit;

/// Memory of the fullest device in bytes.
///
/// @param capacityBytes what the device has
/// @param weightsBytes parameters (and gradients and optimizer state when training)
/// @param cacheBytes KV cache (serving) or activations (training)
/// @param workspaceBytes everything else
public record Memory(
        double capacityBytes, double weightsBytes, double cacheBytes, double workspaceBytes) {

    public double usedBytes() {
        return weightsBytes + cacheBytes + workspaceBytes;
    }
}
