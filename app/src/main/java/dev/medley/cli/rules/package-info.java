/// Commands that ask the rule sets.
@NullMarked
package dev.medley.cli.rules;

import org.jspecify.annotations.NullMarked;
