package dev.medley.cli.remote;

import picocli.CommandLine.Parameters;

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
        var path = "/api/v1/nodes/%s/%s".formatted(Remote.part(node), verb);
        if (!printed(remote.post(path, new byte[0]))) {
            out().println("%s: %s".formatted(node, said));
        }
        return 0;
    }
}
