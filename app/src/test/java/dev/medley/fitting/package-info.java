@NullMarked
package dev.medley.fitting;

import org.jspecify.annotations.NullMarked;
