/// What a server says of itself: metrics for Prometheus, events for JDK Flight Recorder, and log
/// lines as JSON.
///
/// `Metrics` is the loop's meter; `Sample` is what it reads of the state when it is asked;
/// `Chronicle` writes a line per journal entry; `ServerLog` sets logging up, without secrets.
@NullMarked
package dev.medley.telemetry;

import org.jspecify.annotations.NullMarked;
