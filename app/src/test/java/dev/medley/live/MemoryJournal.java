package dev.medley.live;

import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps entries as long as the test lives, and fails when told to.
public final class MemoryJournal implements Journal {

    private final List<Entry> entries = new ArrayList<>();
    private int failing;
    private boolean keepsAnyway;

    /// Fails to append what people say so many times; it is kept all the same if asked for.
    public synchronized void fail(int times, boolean keepAnyway) {
        failing = times;
        keepsAnyway = keepAnyway;
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void begin(Epoch epoch) {}

    @Override
    public synchronized Recovered recover(Setup setup) {
        var state = new State(setup);
        entries.forEach(entry -> entry.events().forEach(state::apply));
        return new Recovered(state, entries.size());
    }

    @Override
    public synchronized void append(List<Entry> more) throws IOException {
        boolean fails = failing > 0 && more.stream().anyMatch(e -> e.origin().isPerson());
        if (!fails || keepsAnyway) {
            entries.addAll(more);
        }
        if (fails) {
            failing--;
            throw new IOException("disk full");
        }
    }

    @Override
    public synchronized boolean isOver(String work) {
        return entries.stream()
                .flatMap(entry -> entry.events().stream())
                .anyMatch(e -> e instanceof Event.Closed closed && closed.work().equals(work));
    }

    @Override
    public synchronized Optional<Answered> answered(Origin origin) {
        return entries.stream()
                .filter(e -> e.origin().by().equals(origin.by()))
                .filter(e -> e.origin().key().equals(origin.key()))
                .findFirst()
                .map(Answered::of);
    }

    @Override
    public void offer(State state, long last) {}

    @Override
    public void close() {}
}
