/// Text in columns for terminals, shared by all commands.
@NullMarked
package dev.medley.report.table;

import org.jspecify.annotations.NullMarked;
