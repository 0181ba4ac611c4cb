/// The one loop of a server and the ports around it. [Live] takes commands from anywhere, decides
/// them one after another, makes them durable, and only then answers and acts. Journals, executors
/// and faces are adapters that depend on this room; it depends on none of them.
@NullMarked
package dev.medley.live;

import org.jspecify.annotations.NullMarked;
