package dev.medley.live;

import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;

import java.util.function.Consumer;

/// Starts and stops runs, and says what it sees. Doing a thing twice is the same as once: it
/// remembers the ids of runs it has seen, also over a restart of the server.
public interface Executor extends AutoCloseable {

    /// Begins to say what it sees, from any thread.
    void open(Consumer<Observation> seen);

    /// Does it soon, without making the caller wait. After a restart of the server runs that should
    /// be alive are started again: one that is still alive is adopted, one that is over is
    /// reported.
    ///
    /// @param node the run's first node, which says whose run it is
    void perform(Effect effect, String node);

    /// Lets runs live on for the next server, where they can.
    @Override
    void close();
}
