/// Reports of a plan: what a person reads in a terminal or in a browser, and what programs read.
/// Reports state what the plan holds and add nothing to it; the plan's date and the time it took
/// are told by the caller.
@NullMarked
package dev.medley.report;

import org.jspecify.annotations.NullMarked;
