package dev.medley.core.place;

import java.util.List;

/// Where one member of a gang sits.
///
/// @param node id of the node
/// @param devices numbers of its devices, counted from 0, rising
public record Seat(String node, List<Integer> devices) {

    public Seat {
        devices = List.copyOf(devices);
    }
}
