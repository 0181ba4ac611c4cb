@NullMarked
package dev.medley.live;

import org.jspecify.annotations.NullMarked;
