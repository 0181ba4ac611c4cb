/// Plans week by week: who runs where and when, what devices are worth in each week, and how much
/// better any other plan could be at most.
@NullMarked
package dev.medley.core.plan.weeks;

import org.jspecify.annotations.NullMarked;
