package dev.medley.core.rules;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What documents say about rules.
///
/// @param policy what verdicts lead to, or null where nobody says: then rules do not steer plans
public record RuleInputs(
        Circumstances circumstances, @Nullable RulePolicy policy, List<Purchase> purchases) {

    public static final RuleInputs NONE = new RuleInputs(Circumstances.NONE, null, List.of());

    public RuleInputs {
        purchases = List.copyOf(purchases);
    }
}
