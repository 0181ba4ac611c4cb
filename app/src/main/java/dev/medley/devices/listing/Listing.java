package dev.medley.devices.listing;

import java.util.List;

/// All that one tool lists.
///
/// @param toolVersion or "" when it does not say
/// @param driverVersion or "" when it does not say
/// @param problems what could not be read, in sentences
public record Listing(
        String toolVersion, String driverVersion, List<Row> rows, List<String> problems) {

    public Listing {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }
}
