package dev.medley.cli.terminal;

import dev.medley.core.catalog.Lookup;

import picocli.CommandLine;

/// Says that a name leads to nothing, and what to try instead.
public final class NotFound {

    private NotFound() {}

    public static int say(CommandLine line, boolean json, Lookup.Missing<?> missing) {
        return say(line, json, missing, "");
    }

    /// The same with a sentence on what else there is to do, or "".
    public static int say(CommandLine line, boolean json, Lookup.Missing<?> missing, String hint) {
        if (json) {
            Json.print(
                    line.getOut(),
                    content -> {
                        content.flag("found", false);
                        content.text("kind", missing.kind());
                        content.text("asked", missing.asked());
                        content.flag("ambiguous", missing.ambiguous());
                        content.texts("suggestions", missing.suggestions());
                    });
        } else {
            line.getErr()
                    .println(hint.isEmpty() ? missing.message() : missing.message() + " " + hint);
        }
        return Exit.NO;
    }
}
