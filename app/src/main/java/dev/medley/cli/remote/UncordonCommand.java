package dev.medley.cli.remote;

import picocli.CommandLine.Command;

/// `medley uncordon`: a node that takes work again.
@Command(
        name = "uncordon",
        mixinStandardHelpOptions = true,
        description = "The node takes work again.")
public final class UncordonCommand extends NodeCommand {

    UncordonCommand() {
        super("uncordon", "takes work again");
    }
}
