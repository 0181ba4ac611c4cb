package dev.medley.cli.rules;

import dev.medley.core.rules.Answer;
import dev.medley.core.rules.Treatment;

/// A case that was examined.
///
/// @param kind what it is about: `chip`, `pool`, `purchase`
/// @param subject in words: "h800 at ulanqab for search"
/// @param treatment what the policy makes of the answer
record RuleCase(String kind, String subject, Answer answer, Treatment treatment) {}
