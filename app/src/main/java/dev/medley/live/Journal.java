package dev.medley.live;

import dev.medley.core.control.Reply;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where decisions are made durable. Only the loop's thread calls it, once the loop has begun.
public interface Journal extends AutoCloseable {

    /// From the next entry on decisions are made with this. Called before the first recovery;
    /// nothing happens if it is as before.
    void begin(Epoch epoch) throws IOException;

    /// The state that all entries lead to, under this setup.
    ///
    /// @throws IOException if entries are damaged or missing, or the setup lacks what is in use;
    ///   says which
    Recovered recover(Setup setup) throws IOException;

    /// Makes the entries durable, all or none, before it returns.
    ///
    /// @throws IOException if it is not known to be durable; [#recover] tells what is
    void append(List<Entry> entries) throws IOException;

    /// What was answered to an earlier command of the same speaker under the same key.
    Optional<Answered> answered(Origin origin) throws IOException;

    /// Whether there was a work of this name that is over. A state knows those of late only.
    boolean isOver(String work) throws IOException;

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

    /// An answer that was given.
    ///
    /// @param number of the entry
    /// @param digest of what was asked
    record Answered(long number, String digest, Reply reply) {
        public static Answered of(Entry entry) {
            return new Answered(entry.number(), entry.origin().digest(), entry.reply());
        }
    }
}
