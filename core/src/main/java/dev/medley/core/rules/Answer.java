package dev.medley.core.rules;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What all rule sets of a day say of a case.
///
/// @param verdict the worst of those that count
/// @param findings of rule sets that count, in the order of the book
/// @param uncounted of rule sets that exist and do not bind: suspended, not enforced, bills
/// @param coverage what the operator holds against a licence requirement, or null when nothing
///   covers it
/// @param remarks on the case as a whole, in sentences
public record Answer(
        Question question,
        Verdict verdict,
        List<Finding> findings,
        List<Finding> uncounted,
        @Nullable String coverage,
        List<String> remarks) {

    public Answer {
        findings = List.copyOf(findings);
        uncounted = List.copyOf(uncounted);
        remarks = List.copyOf(remarks);
    }

    /// Findings that gave the verdict; none when it is clear.
    public List<Finding> decisive() {
        return verdict == Verdict.CLEAR_BY_NUMBERS
                ? List.of()
                : findings.stream().filter(f -> f.verdict() == verdict).toList();
    }
}
