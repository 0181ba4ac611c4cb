package dev.medley.live;

import dev.medley.core.control.Setup;
import dev.medley.core.control.State;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where decisions are made durable. Only the loop's thread calls it.
public interface Journal extends AutoCloseable {

    /// The state that all entries lead to, under this setup.
    Recovered recover(Setup setup) throws IOException;

    /// Makes the entries durable, all or none, before it returns.
    ///
    /// @throws IOException if it is not known to be durable; [#recover] tells what is
    void append(List<Entry> entries) throws IOException;

    /// What was answered to an earlier command of the same speaker under the same key.
    Optional<Entry> answered(Origin origin) throws IOException;

    /// The state after the latest entry; a journal may keep a snapshot of it, so that it need not
    /// go through all entries to recover.
    void offer(State state, long last) throws IOException;

    @Override
    void close() throws IOException;

    /// What there is.
    ///
    /// @param state sum of all events
    /// @param last number of the latest entry, 0 if there is none
    record Recovered(State state, long last) {}
}
