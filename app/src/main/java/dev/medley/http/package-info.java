/// The API, its document, the event streams and the web page, over HTTP. It reads and commands
/// through [dev.medley.live.Live] and what a [Face] bundles; who may do what is decided here.
@NullMarked
package dev.medley.http;

import org.jspecify.annotations.NullMarked;
