package dev.medley.core.place;

import java.util.List;

/// What a placer answers.
public sealed interface Placement {

    /// Every member has a seat.
    ///
    /// @param seats one per member
    record Placed(List<Seat> seats) implements Placement {
        public Placed {
            seats = List.copyOf(seats);
        }
    }

    /// There is no room now.
    ///
    /// @param reasons never empty: a refusal explains itself
    record Refused(List<Obstacle> reasons) implements Placement {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /// What stands in the way.
    ///
    /// @param code stable, lower case with hyphens: `too-few-devices`
    /// @param text a sentence with the figures
    record Obstacle(String code, String text) {}
}
