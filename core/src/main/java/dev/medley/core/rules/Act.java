package dev.medley.core.rules;

import java.util.Locale;

/// What somebody does with a chip.
public enum Act {
    EXPORT,
    REEXPORT,
    /// Hands it to somebody else within a country.
    TRANSFER,
    /// Runs its owner's own work on it.
    USE,
    /// Lets somebody run work on it from elsewhere.
    REMOTE_ACCESS,
    BUY;

    /// As people write it: `remote-access`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it is done with somebody who runs work, rather than by the owner.
    public boolean concernsTenant() {
        return switch (this) {
            case TRANSFER, REMOTE_ACCESS -> true;
            case EXPORT, REEXPORT, USE, BUY -> false;
        };
    }
}
