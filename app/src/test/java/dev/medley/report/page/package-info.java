/// Tests of the parts of the page.
@NullMarked
package dev.medley.report.page;

import org.jspecify.annotations.NullMarked;
