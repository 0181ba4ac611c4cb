package dev.medley.core.pooling;

/// One model among those that share slots.
///
/// @param requestsPerSecond mean rate of its requests, which arrive at random (Poisson)
/// @param requestSeconds time a request is in flight once its model is loaded
/// @param loadSeconds time to load it
public record Tenancy(double requestsPerSecond, double requestSeconds, double loadSeconds) {

    public Tenancy {
        if (!(requestsPerSecond > 0) || !(requestSeconds > 0) || !(loadSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "Requests (%s/s of %s s) must be positive, loading (%s s) not negative."
                            .formatted(requestsPerSecond, requestSeconds, loadSeconds));
        }
    }
}
