package dev.medley.core.rules;

import java.util.List;

/// One test of a rule set and what follows when it is met.
///
/// @param id as the rule calls it: `3A090.a`
/// @param acts those of the rule set's acts that it is about; empty means all of them
/// @param attentionIfUnknown whether a missing input asks for a person's look rather than leave the
///   whole verdict unknown
/// @param text what follows, in a sentence
public record Clause(
        String id,
        List<Act> acts,
        Predicate when,
        Result result,
        boolean attentionIfUnknown,
        String text) {

    public Clause {
        acts = List.copyOf(acts);
    }

    /// What follows.
    public enum Result {
        LICENCE_REQUIRED,
        /// How an application would be looked at; the licence is required as well.
        REVIEW_POLICY,
        ATTENTION,
        /// Nothing but a remark.
        NONE
    }

    boolean isAbout(Act act) {
        return acts.isEmpty() || acts.contains(act);
    }

    /// What it says when its test is met.
    Verdict met(Status status) {
        return switch (result) {
            case NONE -> Verdict.CLEAR_BY_NUMBERS;
            case ATTENTION -> Verdict.ATTENTION;
            case LICENCE_REQUIRED, REVIEW_POLICY ->
                    switch (status) {
                        case GUIDANCE -> Verdict.ATTENTION;
                        case LETTER -> Verdict.LETTER_EQUIVALENT;
                        case IN_FORCE, SUSPENDED, NOT_ENFORCED, BILL -> Verdict.LICENCE_TEST_MET;
                    };
        };
    }

    /// What it says when an input is missing that decides.
    Verdict unknown(Status status) {
        return attentionIfUnknown || met(status) == Verdict.ATTENTION
                ? Verdict.ATTENTION
                : Verdict.UNKNOWN;
    }
}
