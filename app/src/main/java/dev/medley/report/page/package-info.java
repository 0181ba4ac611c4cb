/// The plan as one page for a browser: no network, no fonts to load, all text escaped. Read
/// [PlanPage] first: it names the sections in their order.
@NullMarked
package dev.medley.report.page;

import org.jspecify.annotations.NullMarked;
