/// Dated rules on chips as data, and what their numbers say of a chip, an act, a place and a day.
/// Verdicts support decisions; what is legal is for others to say. A missing input never gives
/// clear.
@NullMarked
package dev.medley.core.rules;

import org.jspecify.annotations.NullMarked;
