package dev.medley.cli.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `medley cancel`: a work that nobody wants any more.
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Cancels a work; what it runs is stopped.")
public final class CancelCommand extends RemoteCommand {

    @Parameters(paramLabel = "WORK", description = "Its name.")
    private String work = "";

    @Override
    int ask(Remote remote) {
        var done = remote.delete("/api/v1/works/" + Remote.part(work));
        if (!printed(done)) {
            var note = text(done, "note");
            out().println(note.isEmpty() ? "cancelled: " + work : work + ": " + note);
        }
        return 0;
    }
}
