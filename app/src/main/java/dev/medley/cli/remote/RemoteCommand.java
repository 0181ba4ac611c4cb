package dev.medley.cli.remote;

import dev.medley.cli.terminal.Exit;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;

/// A command that asks a server.
abstract class RemoteCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    @Mixin private ServerOption server = new ServerOption();

    @Option(
            names = "--json",
            description = "The server's answer as JSON, and nothing else, on stdout.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// Asks, and says what came of it.
    abstract int ask(Remote remote) throws IOException;

    @Override
    public final Integer call() throws IOException {
        try (var remote = server.open()) {
            return ask(remote);
        } catch (Remote.Unreachable nobody) {
            err().println("medley: " + nobody.getMessage());
            return Exit.FAULT;
        } catch (Remote.Refused refused) {
            if (json) {
                out().println(refused.problem());
            }
            tell(refused);
            return refused.code();
        }
    }

    /// What the server found wrong, a line each.
    void tell(Remote.Refused refused) {
        var errors = refused.problem().path("errors");
        if (errors.size() == 0) {
            err().println("medley: " + refused.getMessage());
        }
        for (var error : errors) {
            err().println("medley: " + error.path("text").asString(""));
        }
    }

    boolean json() {
        return json;
    }

    /// The answer as it is, if that is wanted.
    boolean printed(JsonNode answer) {
        if (json) {
            out().println(answer);
        }
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    // --- figures --------------------------------------------------------------------------------

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    /// A whole number, or nothing where it is unknown.
    static String whole(JsonNode node, String field) {
        var value = node.path(field);
        return value.isNumber() ? "%,d".formatted(value.asLong()) : "";
    }

    static String number(@Nullable JsonNode value, String format) {
        return value == null || !value.isNumber() ? "" : format.formatted(value.asDouble());
    }

    static String time(@Nullable JsonNode value) {
        return value == null || !value.isNumber()
                ? ""
                : Instant.ofEpochMilli(value.asLong()).atZone(ZoneId.systemDefault()).format(TIME);
    }

    static String share(JsonNode item) {
        var total = item.path("total");
        var done = item.path("done");
        return total.isNumber() && done.isNumber() && total.asDouble() > 0
                ? "%.0f %%".formatted(100 * Math.min(1, done.asDouble() / total.asDouble()))
                : "";
    }
}
