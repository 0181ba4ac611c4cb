/// How long small stocks last.
@NullMarked
package dev.medley.core.runway;

import org.jspecify.annotations.NullMarked;
