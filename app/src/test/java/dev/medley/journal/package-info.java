/// Tests of what a journal keeps, and of what it says when it cannot.
@NullMarked
package dev.medley.journal;

import org.jspecify.annotations.NullMarked;
