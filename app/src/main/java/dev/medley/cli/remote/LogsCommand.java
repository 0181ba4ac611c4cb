package dev.medley.cli.remote;

import dev.medley.cli.terminal.Exit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// `medley logs`: what a work writes.
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "What a work writes, the latest run unless another is named.")
public final class LogsCommand extends RemoteCommand {

    @Parameters(paramLabel = "WORK", description = "Its name.")
    private String work = "";

    @Option(names = "--run", paramLabel = "RUN", description = "Id of one of its runs.")
    private String run = "";

    @Option(names = "--stderr", description = "What it writes to stderr instead.")
    private boolean stderr;

    @Option(
            names = "--tail",
            paramLabel = "N",
            defaultValue = "200",
            description = "So many lines back, 0 to 10000 (default: 200).")
    private int tail = 200;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until the run is over.")
    private boolean follow;

    @Override
    int ask(Remote remote) throws IOException {
        var path =
                "/api/v1/works/%s/logs?tail=%d&stream=%s"
                        .formatted(Remote.part(work), tail, stderr ? "stderr" : "stdout");
        if (!run.isEmpty()) {
            path += "&run=" + Remote.part(run);
        }
        if (follow) {
            return follow(remote, path);
        }
        var text = remote.text(path);
        if (json()) {
            out().println(JsonMapper.shared().writeValueAsString(Map.of("text", text)));
        } else {
            out().print(text);
            out().flush();
        }
        return 0;
    }

    /// Each piece of text comes as a JSON string; with --json each is an object on a line.
    private int follow(Remote remote, String path) throws IOException {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(remote.events(path), StandardCharsets.UTF_8))) {
            var event = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ") && event.equals("log")) {
                    var text = JsonMapper.shared().readTree(line.substring(6)).asString("");
                    if (json()) {
                        out().println(JsonMapper.shared().writeValueAsString(Map.of("text", text)));
                    } else {
                        out().print(text);
                    }
                    out().flush();
                } else if (line.startsWith("data: ") && event.equals("end")) {
                    return 0;
                }
            }
        }
        err().println("medley: the server ended the stream before the run was over.");
        return Exit.FAULT;
    }
}
