package dev.medley.cli.remote;

import dev.medley.cli.input.JournalOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.journal.Journals;
import dev.medley.live.FreshToken;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.concurrent.Callable;

/// `medley tokens create`: lets somebody in while no server runs, which is how the first operator
/// comes in.
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a token into a server's journal while the server does not run, and prints it.",
            "So nobody need be let in without a token first. It is shown once; the journal keeps"
                    + " its digest."
        })
final class TokensCreateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TokenTerms terms = new TokenTerms();

    @Mixin private JournalOption journal = new JournalOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    /// That a token will not be shown again.
    static String once(String name) {
        return "medley: this is the only time that the token of %s is shown.".formatted(name);
    }

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        FreshToken fresh;
        try {
            fresh =
                    FreshToken.make(
                            terms.name(),
                            terms.role(),
                            terms.tenant(),
                            System.currentTimeMillis(),
                            terms.days());
        } catch (IllegalArgumentException wrong) {
            err.println("medley: " + wrong.getMessage());
            return Exit.BAD_INPUT;
        }
        try {
            journal.make();
            try (var open = Journals.open(journal.where())) {
                if (!open.tokens().add(fresh.grant(), "local")) {
                    err.printf(
                            "medley: there is a token '%s' already; give this one another name.%n",
                            terms.name());
                    return Exit.NO;
                }
            }
        } catch (IOException refused) {
            err.println("medley: " + refused.getMessage());
            err.println("A server that runs is asked with `medley tokens add`.");
            return Exit.BAD_INPUT;
        }
        say(fresh);
        return 0;
    }

    private void say(FreshToken fresh) {
        var out = spec.commandLine().getOut();
        if (json) {
            var grant = fresh.grant();
            var node = JsonMapper.shared().createObjectNode();
            node.put("name", grant.name());
            node.put("role", terms.roleWord());
            node.put("tenant", grant.tenant());
            node.put("createdMs", grant.createdMs());
            node.put("expiresMs", grant.expiresMs());
            node.put("token", fresh.token());
            out.println(node);
        } else {
            out.println(fresh.token());
            spec.commandLine().getErr().println(once(terms.name()));
        }
    }
}
