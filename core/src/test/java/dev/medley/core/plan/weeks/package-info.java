/// Plans over weeks whose answer a person can see, or a search can find.
@NullMarked
package dev.medley.core.plan.weeks;

import org.jspecify.annotations.NullMarked;
