package dev.medley.cli.remote;

import picocli.CommandLine.Command;

/// `medley cordon`: a node that keeps what it runs and takes nothing new.
@Command(
        name = "cordon",
        mixinStandardHelpOptions = true,
        description = "The node keeps what it runs and takes nothing new.")
public final class CordonCommand extends NodeCommand {

    CordonCommand() {
        super("cordon", "cordoned");
    }
}
