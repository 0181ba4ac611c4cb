/// How fast decisions become durable, and how fast they are read back.
@NullMarked
package dev.medley.bench.journal;

import org.jspecify.annotations.NullMarked;
