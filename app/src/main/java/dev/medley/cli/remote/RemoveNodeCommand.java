package dev.medley.cli.remote;

import picocli.CommandLine.Command;

import tools.jackson.databind.JsonNode;

/// `medley remove-node`: a node that is no more.
@Command(
        name = "remove-node",
        mixinStandardHelpOptions = true,
        description = {
            "The server forgets the node; refused while runs hold devices there (`medley drain` it"
                    + " first).",
            "What the server finds again when it starts, on its machine or in its documents, joins"
                    + " again."
        })
public final class RemoveNodeCommand extends NodeCommand {

    public RemoveNodeCommand() {
        super("", "removed");
    }

    @Override
    JsonNode tell(Remote remote, String path) {
        return remote.delete(path);
    }
}
