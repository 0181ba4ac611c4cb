package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

/// That a service may share devices with others by time, and what its users then bear.
///
/// @param coldStartSeconds longest that a request may wait for its model to be loaded
/// @param share most requests that may find their model not loaded, 0 to 1
/// @param loadSeconds time to load it as its owner measured, or null to estimate it
public record Pooling(double coldStartSeconds, double share, @Nullable Double loadSeconds) {

    public Pooling {
        if (!(coldStartSeconds > 0) || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "A cold start (%s s) must be positive, its share (%s) between 0 and 1."
                            .formatted(coldStartSeconds, share));
        }
    }
}
