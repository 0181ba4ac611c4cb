package dev.medley.cli.remote;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What commands that send documents share: reading them, and saying where a mistake stands.
final class Documented {

    private Documented() {}

    /// The files as one body, or null after saying on stderr what is wrong with them.
    static @Nullable Bundle read(RemoteCommand command, List<Path> files) {
        try {
            return Bundle.of(files);
        } catch (IOException unread) {
            command.err().println("medley: " + unread.getMessage());
            return null;
        }
    }

    /// Says what the server found wrong, with the files' own lines; the exit code.
    static int refused(RemoteCommand command, Bundle bundle, Remote.Refused refused) {
        if (command.json()) {
            command.out().println(refused.problem());
        }
        var errors = refused.problem().path("errors");
        if (errors.size() == 0) {
            command.err().println("medley: " + refused.getMessage());
        }
        for (var error : errors) {
            var text = error.path("text").asString("");
            var place = bundle.place(error.path("line").asInt(0));
            int said = text.indexOf(": ");
            var rest = text.startsWith("request:") && said > 0 ? text.substring(said + 2) : text;
            command.err().println(place == null ? "medley: " + text : place + ": " + rest);
        }
        return refused.code();
    }
}
