/// Tests of tables.
@NullMarked
package dev.medley.report.table;

import org.jspecify.annotations.NullMarked;
