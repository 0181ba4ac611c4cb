package dev.medley.live;

import dev.medley.core.control.Reply;

/// The durable answer to a command.
///
/// @param number of the entry that the journal keeps of it; 0 where it keeps none
/// @param repeated whether this is the answer to an earlier command under the same key
public record Told(Reply reply, long number, boolean repeated) {}
