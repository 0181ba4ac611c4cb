/// Tests of entries as JSON.
@NullMarked
package dev.medley.live.wire;

import org.jspecify.annotations.NullMarked;
