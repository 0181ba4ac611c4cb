package dev.medley.core.rules;

import java.util.Locale;

/// How a rule set binds.
public enum Status {
    IN_FORCE,
    SUSPENDED,
    NOT_ENFORCED,
    /// Letters to named companies, not published as a rule.
    LETTER,
    /// What an authority has said or let be known.
    GUIDANCE,
    /// Not law.
    BILL;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Whether its findings enter a verdict.
    public boolean counts() {
        return switch (this) {
            case IN_FORCE, LETTER, GUIDANCE -> true;
            case SUSPENDED, NOT_ENFORCED, BILL -> false;
        };
    }
}
