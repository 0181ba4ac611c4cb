/// The market beside linear and integer solvers: generated markets, fair shares of a real
/// throughput table, quality and speed in one run.
@NullMarked
package dev.medley.bench.market;

import org.jspecify.annotations.NullMarked;
