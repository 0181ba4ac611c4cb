package dev.medley.cli.remote;

import dev.medley.cli.terminal.Screen;
import dev.medley.report.table.Table;

import picocli.CommandLine.Command;

/// `medley tokens list`: who was let in.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Who was let in.")
final class TokensListCommand extends RemoteCommand {

    @Override
    int ask(Remote remote) {
        var tokens = remote.get("/api/v1/tokens");
        if (printed(tokens)) {
            return 0;
        }
        var table = Table.of("name", "role", "tenant", "since", "until");
        for (var one : tokens.path("tokens")) {
            table.row(
                    text(one, "name"),
                    text(one, "role"),
                    text(one, "tenant"),
                    time(one.get("createdMs")),
                    time(one.get("expiresMs")));
        }
        if (table.isEmpty()) {
            out().println("Nobody.");
        } else {
            table.print(out(), Screen.colour());
        }
        return 0;
    }
}
