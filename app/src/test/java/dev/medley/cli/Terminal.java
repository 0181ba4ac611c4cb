package dev.medley.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Runs commands as a shell would, and keeps what they print.
public final class Terminal {

    public final StringWriter out = new StringWriter();
    public final StringWriter err = new StringWriter();

    /// The exit code; what an earlier command printed is gone.
    public int execute(String... words) {
        out.getBuffer().setLength(0);
        var line = Medley.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words);
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }
}
