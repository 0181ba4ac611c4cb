/// Systems, pools and chips side by side: what their sheets say, what they give for a model, and
/// the ratios between them, with the source of every figure and a name for every gap.
@NullMarked
package dev.medley.core.compare;

import org.jspecify.annotations.NullMarked;
