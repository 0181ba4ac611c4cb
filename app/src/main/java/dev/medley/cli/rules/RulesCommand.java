package dev.medley.cli.rules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// Dated rules on chips.
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "What dated rules on chips say, by numbers. Not legal advice.",
        subcommands = {
            RulesCheckCommand.class,
            RulesTimelineCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class RulesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Rules: do what? One of these:");
    }
}
