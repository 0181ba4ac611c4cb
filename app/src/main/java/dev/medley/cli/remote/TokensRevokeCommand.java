package dev.medley.cli.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `medley tokens revoke`: lets somebody in no longer.
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Lets somebody in no longer, from now on.")
final class TokensRevokeCommand extends RemoteCommand {

    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Override
    int ask(Remote remote) {
        var revoked = remote.delete("/api/v1/tokens/" + Remote.part(name));
        if (!printed(revoked)) {
            out().println("revoked: " + name);
        }
        return 0;
    }
}
