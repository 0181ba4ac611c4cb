/// Tests of the reports on small and large plans of an invented fleet.
@NullMarked
package dev.medley.report;

import org.jspecify.annotations.NullMarked;
