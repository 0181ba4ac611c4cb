/// Devices on later days.
@NullMarked
package dev.medley.core.stock;

import org.jspecify.annotations.NullMarked;
