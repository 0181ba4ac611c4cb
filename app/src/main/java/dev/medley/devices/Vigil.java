package dev.medley.devices;

import dev.medley.core.control.Observation;
import dev.medley.devices.listing.Health;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Tells what became of a node's devices since they were found.
///
/// @param node id of the node that they make up
/// @param devices in the order in which the node counts them
public record Vigil(String node, List<Found> devices) {

    public Vigil {
        devices = List.copyOf(devices);
    }

    /// A device is down that is not listed any more or is in bad health. Where its tool fails as a
    /// whole, all of its devices count as down: nothing new should begin on what cannot be seen.
    public Observation.NodeSeen seen(Findings now) {
        var healthy =
                now.devices().stream()
                        .filter(device -> device.row().health() != Health.BAD)
                        .map(Found::identity)
                        .collect(Collectors.toSet());
        var down = new ArrayList<Integer>();
        for (int at = 0; at < devices.size(); at++) {
            boolean isProcessor = devices.get(at).stack().equals("cpu");
            if (!isProcessor && !healthy.contains(devices.get(at).identity())) {
                down.add(at);
            }
        }
        return new Observation.NodeSeen(node, true, down);
    }
}
