/// Checks certificates of plans with nothing but the file and OR-Tools.
@NullMarked
package dev.medley.bench.certificate;

import org.jspecify.annotations.NullMarked;
