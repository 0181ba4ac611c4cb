package dev.medley.core.rules;

/// What rules say of a case, the worst last. No verdict says that something is legal.
public enum Verdict {
    /// No rule that reaches the case has its test met, by numbers that are all known.
    CLEAR_BY_NUMBERS,
    /// Guidance or a flag asks for a person's look.
    ATTENTION,
    /// An input is missing that decides.
    UNKNOWN,
    /// The numbers of letters sent to named companies are met; they bind their receivers only.
    LETTER_EQUIVALENT,
    /// The numbers of a licence requirement are met.
    LICENCE_TEST_MET;

    /// As it is printed: `CLEAR-BY-NUMBERS`.
    public String word() {
        return name().replace('_', '-');
    }

    Verdict or(Verdict other) {
        return other.compareTo(this) > 0 ? other : this;
    }
}
