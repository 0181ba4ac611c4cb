/// What commands read: documents, and the options that lay catalogue, rules, data and faults beside
/// them.
@NullMarked
package dev.medley.cli.input;

import org.jspecify.annotations.NullMarked;
