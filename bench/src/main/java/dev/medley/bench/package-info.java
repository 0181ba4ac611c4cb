/// Benchmarks and head-to-head comparisons; the only place for OR-Tools.
@NullMarked
package dev.medley.bench;

import org.jspecify.annotations.NullMarked;
