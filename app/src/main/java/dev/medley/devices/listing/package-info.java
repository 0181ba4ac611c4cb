/// Reads what the vendors' tools print: tables drawn with lines, comma-separated rows, JSON, and
/// lines of keys and values.
///
/// A `Reader` turns the text of one tool into a `Listing` of `Row`s. Columns are found by their
/// titles, since positions and widths change between releases; what cannot be read becomes a
/// problem in the listing and never an exception.
@NullMarked
package dev.medley.devices.listing;

import org.jspecify.annotations.NullMarked;
