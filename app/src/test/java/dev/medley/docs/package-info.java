/// What the documentation shows is run.
@NullMarked
package dev.medley.docs;

import org.jspecify.annotations.NullMarked;
