package dev.medley.cli.remote;

import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Screen;
import dev.medley.report.table.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/// `medley whatif`: what would change if some work came.
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        description = {
            "What would change on a server if some work came now: when it starts, who waits, what"
                    + " prices do.",
            "The live state is played on in virtual time, with the work and without it; nothing is"
                    + " submitted. Work of a name that lives already stands for a change of it.",
            "Exit code 1: none of it would start."
        })
public final class WhatifCommand extends RemoteCommand {

    private static final int MOST = 40;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILES",
            description = "Documents: YAML or JSON files, or folders of them.")
    private List<Path> files = List.of();

    @Override
    int ask(Remote remote) {
        var bundle = Documented.read(this, files);
        if (bundle == null) {
            return Exit.BAD_INPUT;
        }
        try {
            var body = bundle.body();
            var answer = remote.post("/api/v1/whatif", body);
            if (!printed(answer)) {
                show(answer);
            }
            for (var change : answer.path("changes")) {
                if (change.path("after").path("startsAt").isNumber()) {
                    return 0;
                }
            }
            return Exit.NO;
        } catch (Remote.Refused refused) {
            return Documented.refused(this, bundle, refused);
        }
    }

    private void show(JsonNode answer) {
        boolean colour = Screen.colour();
        out().println(
                        "From %s to %s, %s works played in %s ms."
                                .formatted(
                                        time(answer.get("fromMs")),
                                        time(answer.get("untilMs")),
                                        whole(answer, "works"),
                                        whole(answer, "ms")));
        out().println();
        var changes = answer.path("changes");
        var table = Table.of("work", "tenant", "", "starts", "ends", "#waits", "pools", "#devices");
        int shown = 0;
        for (var change : changes) {
            if (shown++ == MOST) {
                break;
            }
            boolean fresh = change.path("isNew").asBoolean(false);
            if (!fresh) {
                row(table, change, "without", change.path("before"));
            }
            row(table, change, fresh ? "new" : "with", change.path("after"));
        }
        table.print(out(), colour);
        if (changes.size() > MOST) {
            out().println("and %d more; --json has all".formatted(changes.size() - MOST));
        }
        prices(answer.path("prices")).print(out(), colour);
        for (var wait : answer.path("waits")) {
            out().println();
            out().println(text(wait, "work") + " waits:");
            wait.path("reasons").forEach(r -> out().println("  " + text(r, "text")));
        }
    }

    private static void row(Table table, JsonNode change, String how, JsonNode fate) {
        var pools = fate.path("pools").values().stream().map(p -> p.asString("")).toList();
        table.row(
                text(change, "work"),
                text(change, "tenant"),
                how,
                fate.path("startsAt").isNumber() ? time(fate.get("startsAt")) : "not in this time",
                time(fate.get("endsAt")),
                "%.0f min".formatted(fate.path("waitedMs").asDouble(0) / 60_000),
                String.join(" ", pools),
                number(fate.get("devices"), "%.1f"));
    }

    private Table prices(JsonNode prices) {
        out().println();
        var table = Table.of("pool", "#price without", "#price with");
        for (var price : prices) {
            table.row(
                    text(price, "pool"),
                    number(price.get("before"), "%.3f"),
                    number(price.get("after"), "%.3f"));
        }
        return table;
    }
}
