package dev.medley.cli.remote;

import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

/// Tells a server what to do with one of its nodes.
abstract class NodeCommand extends RemoteCommand {

    private final String verb;
    private final String said;

    @Parameters(paramLabel = "NODE", description = "Its id, as `medley top` shows it.")
    private String node = "";

    /// @param verb of the API
    /// @param said what is told when it is done
    NodeCommand(String verb, String said) {
        this.verb = verb;
        this.said = said;
    }

    @Override
    final int ask(Remote remote) {
        var done = tell(remote, "/api/v1/nodes/" + Remote.part(node));
        if (!printed(done)) {
            var note = text(done, "note");
            out().println("%s: %s".formatted(node, note.isEmpty() ? said : note));
        }
        return 0;
    }

    /// @param path of the node
    JsonNode tell(Remote remote, String path) {
        return remote.post(path + "/" + verb, new byte[0]);
    }
}
