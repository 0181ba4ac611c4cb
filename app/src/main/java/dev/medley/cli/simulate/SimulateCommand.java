package dev.medley.cli.simulate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// What would happen: replays and simulations.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Plays what would happen under Medley and under other policies.",
        subcommands = {SimulatePlacementCommand.class, SimulateFleetCommand.class})
public final class SimulateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Simulate what? One of these:");
    }
}
