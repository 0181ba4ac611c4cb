package dev.medley.cli.remote;

import picocli.CommandLine.Command;

/// `medley drain`: a node that is emptied, saving what can be saved, until it is uncordoned.
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = {
            "The node is emptied, saving what can be saved, and takes nothing new.",
            "It stays so, also when the server starts again, until `medley uncordon` brings it"
                    + " back."
        })
public final class DrainCommand extends NodeCommand {

    DrainCommand() {
        super("drain", "is being drained");
    }
}
