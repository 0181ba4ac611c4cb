/// Reads reference data: catalogue and rule sets, the YAML that comes with Medley and a user's own
/// folder laid over it, and `config.json` files of models on Hugging Face. Every complaint names
/// file, line, column, field, value, rule and what to do.
@NullMarked
package dev.medley.catalogue;

import org.jspecify.annotations.NullMarked;
