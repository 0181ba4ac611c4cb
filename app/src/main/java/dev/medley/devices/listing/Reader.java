package dev.medley.devices.listing;

import java.util.List;

/// Reads what one tool printed.
@FunctionalInterface
public interface Reader {

    /// What the texts say.
    ///
    /// @param texts standard output of the tool's commands, in the order in which they were asked;
    ///   "" for one that failed
    Listing read(List<String> texts);
}
