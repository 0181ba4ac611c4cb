package dev.medley.live;

/// The server's time, in milliseconds since 1970.
@FunctionalInterface
public interface Clock {

    Clock WALL = System::currentTimeMillis;

    /// What time it is. It may jump: the state's own time never goes back.
    long nowMs();

    /// The journal has come so far. A clock that is not the wall's goes on from there.
    default void reached(long ms) {}
}
