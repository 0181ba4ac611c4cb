/// Commands that fit, plan and look ahead.
@NullMarked
package dev.medley.cli.planning;

import org.jspecify.annotations.NullMarked;
