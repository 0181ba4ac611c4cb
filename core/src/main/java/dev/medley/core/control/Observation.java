package dev.medley.core.control;

import java.util.List;

/// What an executor has seen. It may come late, twice, or never: runs are known by ids that are
/// used once, and whoever is silent is asked.
public sealed interface Observation {

    /// All members of the run are up.
    record Started(String run) implements Observation {}

    /// How far a run is.
    ///
    /// @param done amount of the work that is done, earlier runs included ([Amount])
    /// @param saved amount that would survive an interruption
    /// @param rate measured rate in the fit's unit, or 0 when not measured
    record Progress(String run, double done, double saved, double rate) implements Observation {}

    /// The run holds no device any more.
    ///
    /// @param saved amount of the work that survives
    record Ended(String run, How how, double saved, String text) implements Observation {}

    /// How a run ended.
    enum How {
        /// All of the work is done.
        FINISHED,
        /// On request.
        STOPPED,
        /// By itself, or with its node.
        FAILED,
        /// It was never begun: the executor would not.
        REFUSED,
        /// The executor knows nothing of it.
        UNKNOWN
    }

    /// All there is to say of a node. Executors report each node from time to time, so that news of
    /// it that were lost, or came in the wrong order, do no harm for long.
    ///
    /// @param down devices that should get nothing new; whole ones, carved or not
    record NodeSeen(String node, boolean up, List<Integer> down) implements Observation {
        public NodeSeen {
            down = List.copyOf(down);
        }
    }

    record NodeLost(String node) implements Observation {}

    record NodeReturned(String node) implements Observation {}

    /// The device runs nothing any more.
    record DeviceLost(String node, int device) implements Observation {}

    /// The device runs on, but should get nothing new.
    record DeviceDegraded(String node, int device) implements Observation {}

    record DeviceReturned(String node, int device) implements Observation {}
}
