package dev.medley.core.fit.serving;

import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Reason;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Why nothing was found, with the figures of the closest miss.
final class Shortfall {
    private final List<Reason> others = new ArrayList<>();
    private double leastMissing = Double.MAX_VALUE;
    private @Nullable Setup closest;
    private WithinLimits.@Nullable Missed fastest;

    void add(Reason reason) {
        if (!others.contains(reason)) {
            others.add(reason);
        }
    }

    void memory(Setup setup, double missing) {
        if (missing < leastMissing) {
            leastMissing = missing;
            closest = setup;
        }
    }

    void latency(WithinLimits.Missed missed) {
        if (fastest == null || missed.overBy() < fastest.overBy()) {
            fastest = missed;
        }
    }

    List<Reason> reasons(ChipOffer offer, Device device) {
        var reasons = new ArrayList<>(others);
        if (fastest != null) {
            reasons.add(fastest.reason());
        } else if (closest != null) {
            var text =
                    offer.isCarved()
                            ? "%.1f GB are missing in %s on one part of a device (each of %d parts has %.1f GB, and a part serves alone)"
                                    .formatted(
                                            leastMissing / 1e9,
                                            closest.weights(),
                                            offer.parts(),
                                            device.bytes() / 1e9)
                            : "%.1f GB per device are missing even on %d devices in %s (each has %.1f GB; at most %d in a domain, %d in all)"
                                    .formatted(
                                            leastMissing / 1e9,
                                            closest.devices(),
                                            closest.weights(),
                                            device.bytes() / 1e9,
                                            offer.domainDevices(),
                                            offer.maxDevices());
            reasons.add(new Reason("too-little-memory", text));
        }
        if (closest != null
                && closest.model().isMoe()
                && offer.maxDevices() > offer.domainDevices()) {
            var obstacle = WideExperts.obstacle(offer, device);
            if (!obstacle.isEmpty()) {
                var text =
                        "its experts stay within a domain of %d devices: %s"
                                .formatted(offer.domainDevices(), obstacle);
                reasons.add(new Reason("experts-within-domain", text));
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(new Reason("pool-too-small", "there is no device to run on"));
        }
        return reasons;
    }
}
