package dev.medley.cli;

import dev.medley.core.catalog.Lookup;

import picocli.CommandLine;

/// Says that a name leads to nothing, and what to try instead.
final class NotFound {

    private NotFound() {}

    static int say(CommandLine line, boolean json, Lookup.Missing<?> missing) {
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
            line.getErr().println(missing.message());
        }
        return Medley.NO;
    }
}
