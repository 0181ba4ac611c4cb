/// What chips, stacks, systems and models are: published figures with source, date and confidence.
/// A figure nobody published is absent, never zero.
@NullMarked
package dev.medley.core.catalog;

import org.jspecify.annotations.NullMarked;
