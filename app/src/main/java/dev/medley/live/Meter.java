package dev.medley.live;

import dev.medley.core.control.Command;
import dev.medley.core.control.Decision;

/// Sees what the loop takes; called on its thread.
public interface Meter {

    Meter NONE = new Meter() {};

    default void decided(Command command, Decision decision, long nanos) {}

    default void appended(int entries, long nanos) {}

    /// A batch could not be made durable.
    default void failed(Exception why) {}
}
