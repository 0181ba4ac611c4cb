/// Entries, snapshots and epochs as JSON that later versions can still read. The core's records
/// stay free of it: what JSON calls them, and which fields they need, is read from their shape.
@NullMarked
package dev.medley.live.wire;

import org.jspecify.annotations.NullMarked;
