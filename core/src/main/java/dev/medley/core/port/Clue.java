package dev.medley.core.port;

/// Something in a source that may tie it to CUDA.
///
/// @param text the thing itself, with aliases followed
/// @param slot what it is given to: a keyword, a function, a program; empty where there is none
/// @param line counted from 1
/// @param column counted from 1, in characters
public record Clue(ClueKind kind, String text, String slot, int line, int column) {
    public Clue {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "Lines and columns count from 1: %d:%d.".formatted(line, column));
        }
    }
}
