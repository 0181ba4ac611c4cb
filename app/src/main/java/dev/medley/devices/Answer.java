package dev.medley.devices;

import java.util.List;

/// What came of asking a tool, kept as it was said.
///
/// @param trouble why there is no good answer, in a sentence, or ""
/// @param text standard output
/// @param complaint standard error
public record Answer(List<String> command, String trouble, String text, String complaint) {

    public Answer {
        command = List.copyOf(command);
    }

    boolean isGood() {
        return trouble.isEmpty();
    }

    String line() {
        return String.join(" ", command);
    }
}
