package dev.medley.cli;

import picocli.CommandLine.Command;

/// `medley drain`: a node that is emptied, saving what can be saved, and then leaves the fleet.
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = "The node is emptied, saving what can be saved, and then leaves the fleet.")
final class DrainCommand extends NodeCommand {

    DrainCommand() {
        super("drain", "is being drained");
    }
}
