package dev.medley.cli.remote;

import dev.medley.cli.terminal.Exit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// `medley submit`: hands work to a server.
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Hands work to a server. All works of the files are taken, or none; what is taken is"
                    + " durable.",
            "Documents of other kinds may stand beside them, and change nothing on the server."
        })
public final class SubmitCommand extends RemoteCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILES",
            description = "Documents: YAML or JSON files, or folders of them.")
    private List<Path> files = List.of();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Says the same thing twice only once: a repetition under the same key does"
                            + " nothing (default: a new key each time).")
    private String key = "";

    @Override
    int ask(Remote remote) throws IOException {
        var bundle = Documented.read(this, files);
        if (bundle == null) {
            return Exit.BAD_INPUT;
        }
        var once = key.isEmpty() ? UUID.randomUUID().toString() : key;
        try {
            var body = bundle.body();
            var answer = remote.post("/api/v1/works", body, once);
            if (!printed(answer)) {
                answer.path("accepted").forEach(work -> out().println("taken: " + work.asString()));
            }
            return 0;
        } catch (Remote.Refused refused) {
            return Documented.refused(this, bundle, refused);
        }
    }
}
