package dev.medley.cli.remote;

import dev.medley.cli.terminal.Screen;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// `medley list`: works of a server.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Works of a server, by name: where they run, how far they are, why they wait.")
public final class ListCommand extends RemoteCommand {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "waiting, starting, running, stopping, done, failed or cancelled.")
    private String state = "";

    @Option(names = "--tenant", paramLabel = "NAME", description = "Only this tenant's.")
    private String tenant = "";

    @Option(names = "--find", paramLabel = "TEXT", description = "Part of name, pool or kind.")
    private String find = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "So many at most, 1 to 10000 (default: 200).")
    private int limit = 200;

    @Option(names = "--after", paramLabel = "NAME", description = "Begin after this name.")
    private String after = "";

    @Override
    int ask(Remote remote) {
        var query = new ArrayList<>(List.of("limit=" + limit));
        add(query, "state", state);
        add(query, "tenant", tenant);
        add(query, "q", find);
        add(query, "after", after);
        var page = remote.get("/api/v1/works?" + String.join("&", query));
        if (printed(page)) {
            return 0;
        }
        var items = page.path("items");
        if (items.size() == 0) {
            out().println("No works.");
            return 0;
        }
        table(items).print(out(), Screen.colour());
        if (page.path("next").isString()) {
            out().println("There are more; go on with --after " + text(page, "next"));
        }
        return 0;
    }

    private static void add(List<String> query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name + "=" + Remote.part(value));
        }
    }

    static Table table(JsonNode items) {
        var table =
                Table.of("work", "kind", "tenant", "class", "state", "pool", "#devices", "#done");
        for (var item : items) {
            table.row(
                    List.of(
                            Table.Cell.of(text(item, "name")),
                            Table.Cell.of(text(item, "kind")),
                            Table.Cell.of(text(item, "tenant")),
                            Table.Cell.of(text(item, "priority")),
                            new Table.Cell(text(item, "state"), ink(text(item, "state"))),
                            Table.Cell.of(text(item, "pool")),
                            Table.Cell.of(devices(item)),
                            Table.Cell.of(share(item))));
        }
        return table;
    }

    private static String devices(JsonNode item) {
        return item.path("devices").asInt(0) == 0 ? "" : whole(item, "devices");
    }

    static Ink ink(String state) {
        return switch (state) {
            case "running", "done" -> Ink.GOOD;
            case "failed" -> Ink.BAD;
            case "waiting", "starting", "stopping" -> Ink.WARN;
            default -> Ink.PLAIN;
        };
    }
}
