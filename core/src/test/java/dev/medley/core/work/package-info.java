/// What people say of their work, as figures.
@NullMarked
package dev.medley.core.work;

import org.jspecify.annotations.NullMarked;
