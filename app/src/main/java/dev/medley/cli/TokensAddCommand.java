package dev.medley.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.json.JsonMapper;

import java.util.regex.Pattern;

/// `medley tokens add`: lets somebody in.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Lets somebody in, and prints the token. It is shown once; the server keeps its"
                    + " digest.",
            "Asks a server that runs, without --auth or with an operator's token."
        })
final class TokensAddCommand extends RemoteCommand {

    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d?");

    @Parameters(paramLabel = "NAME", description = "How the audit calls whoever bears it.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "viewer, user or operator; each may do what those before it may.")
    private String role = "";

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "Sees and submits this tenant's work only.")
    private @Nullable String tenant;

    @Option(
            names = "--expires",
            paramLabel = "DAYS",
            description = "Until when it holds, as 90d; for ever unless given.")
    private @Nullable String expires;

    @Override
    int ask(Remote remote) {
        var wanted = JsonMapper.shared().createObjectNode();
        wanted.put("name", name);
        wanted.put("role", role);
        if (tenant != null) {
            wanted.put("tenant", tenant);
        }
        if (expires != null) {
            var days = DAYS.matcher(expires);
            if (!days.matches()) {
                throw wrong("--expires '%s' is no number of days; write 90d".formatted(expires));
            }
            wanted.put("expiresDays", Integer.parseInt(days.group(1)));
        }
        var body = JsonMapper.shared().writeValueAsBytes(wanted);
        var added = remote.post("/api/v1/tokens", body);
        if (!printed(added)) {
            out().println(text(added, "token"));
            err().println(
                            "medley: this is the only time that the token of %s is shown."
                                    .formatted(name));
        }
        return 0;
    }
}
