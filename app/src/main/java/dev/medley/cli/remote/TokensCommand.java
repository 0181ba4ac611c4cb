package dev.medley.cli.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// `medley tokens`: who may speak to a server.
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description = "Who may speak to a server that asks for tokens (`medley serve --auth`).",
        subcommands = {
            TokensCreateCommand.class,
            TokensAddCommand.class,
            TokensListCommand.class,
            TokensRevokeCommand.class
        })
public final class TokensCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "What about them? One of these:");
    }
}
