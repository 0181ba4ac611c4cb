/// How device-hours before and after are compared.
@NullMarked
package dev.medley.core.efficiency;

import org.jspecify.annotations.NullMarked;
