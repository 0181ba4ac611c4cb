package dev.medley.core.port;

import java.util.List;

/// A software stack that code may be ported to.
///
/// @param stack its id in the catalogue of stacks
/// @param aliases other words for it
/// @param bringUp id of the effort that any port needs once: environment, correctness, first tuning
public record Target(
        String id, String name, String stack, List<String> aliases, String bringUp, String note) {
    public Target {
        aliases = List.copyOf(aliases);
    }
}
