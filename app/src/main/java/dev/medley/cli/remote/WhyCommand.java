package dev.medley.cli.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `medley why`: what a work waits for.
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Why a work waits, or a service serves less than it is asked for.")
public final class WhyCommand extends RemoteCommand {

    @Parameters(paramLabel = "WORK", description = "Its name.")
    private String work = "";

    @Override
    int ask(Remote remote) {
        var why = remote.get("/api/v1/works/" + Remote.part(work) + "/why");
        if (printed(why)) {
            return 0;
        }
        out().println("%s: %s".formatted(work, text(why, "state")));
        for (var reason : why.path("reasons")) {
            out().println("  " + text(reason, "text"));
        }
        return 0;
    }
}
