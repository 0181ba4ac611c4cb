package dev.medley.core.control;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.place.Seat;
import dev.medley.core.work.Work;

import java.util.List;

/// What the driver should do once the events are durable. Doing it twice is the same as once:
/// executors remember the ids of runs they have seen.
public sealed interface Effect {

    /// Starts a run on these seats, from this amount of its work on.
    record Start(String run, Work work, ShapeFit fit, List<Seat> seats, double from, Care care)
            implements Effect {
        public Start {
            seats = List.copyOf(seats);
        }
    }

    /// Stops a run; an executor answers `Ended` even if it is gone already.
    ///
    /// @param checkpoint whether it should save itself first
    /// @param graceMs it is ended by force after so long
    record Stop(String run, boolean checkpoint, long graceMs) implements Effect {}

    /// Asks what became of a run.
    record Ask(String run) implements Effect {}

    /// Asks the driver for a market round soon.
    record Wake() implements Effect {}
}
