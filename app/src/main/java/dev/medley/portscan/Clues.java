package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

/// Takes what a reader finds.
interface Clues {

    /// Looks at one clue.
    ///
    /// @param offset where it begins in the text of the file
    /// @return whether a rule knows it
    boolean clue(ClueKind kind, String text, String slot, int offset);

    default boolean clue(ClueKind kind, String text, int offset) {
        return clue(kind, text, "", offset);
    }
}
