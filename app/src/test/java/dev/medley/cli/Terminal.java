package dev.medley.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

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

    /// What a command writes to the process' own stdout, as long answers do.
    public static JsonNode stdout(String... words) {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Medley.commandLine().execute(words);
        } finally {
            System.setOut(before);
        }
        return JsonMapper.shared().readTree(bytes.toString(StandardCharsets.UTF_8));
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }
}
