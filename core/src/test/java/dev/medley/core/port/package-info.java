/// Matching, readiness and effort on small rules.
@NullMarked
package dev.medley.core.port;

import org.jspecify.annotations.NullMarked;
