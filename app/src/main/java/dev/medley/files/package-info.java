/// Reads the documents that people write: YAML and JSON, checked by one JSON Schema, then bound to
/// the records of the core. Whatever is wrong is told with file, line, column, field, value, rule
/// and advice; nothing that stands in a file can break the reader.
@NullMarked
package dev.medley.files;

import org.jspecify.annotations.NullMarked;
