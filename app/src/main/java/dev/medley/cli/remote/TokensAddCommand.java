package dev.medley.cli.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.databind.json.JsonMapper;

/// `medley tokens add`: lets somebody in.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Lets somebody in, and prints the token. It is shown once; the server keeps its"
                    + " digest.",
            "Asks a server that runs, without --auth or with an operator's token; `medley tokens"
                    + " create` makes the first one."
        })
final class TokensAddCommand extends RemoteCommand {

    @Mixin private TokenTerms terms = new TokenTerms();

    @Override
    int ask(Remote remote) {
        var wanted = JsonMapper.shared().createObjectNode();
        wanted.put("name", terms.name());
        wanted.put("role", terms.roleWord());
        if (terms.tenant() != null) {
            wanted.put("tenant", terms.tenant());
        }
        var days = terms.days();
        if (days != null) {
            wanted.put("expiresDays", days.longValue());
        }
        var body = JsonMapper.shared().writeValueAsBytes(wanted);
        var added = remote.post("/api/v1/tokens", body);
        if (!printed(added)) {
            out().println(text(added, "token"));
            err().println(TokensCreateCommand.once(terms.name()));
        }
        return 0;
    }
}
