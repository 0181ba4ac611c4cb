package dev.medley.cli.remote;

import dev.medley.cli.terminal.Screen;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// `medley top`: the fleet and what runs, again and again.
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description =
                "Pools, prices and works of a server; on a terminal again and again, until Ctrl-C.")
public final class TopCommand extends RemoteCommand {

    private static final String CLEAR = "\u001b[H\u001b[J";

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "On a terminal: how often, 1 to 3600 (default: 2).")
    private int every = 2;

    @Option(names = "--once", description = "Once only, on a terminal too.")
    private boolean once;

    @Option(names = "--nodes", description = "Nodes as well.")
    private boolean nodes;

    @Option(
            names = "--works",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many works at most, 0 to 200 (default: 20).")
    private int works = 20;

    @Override
    int ask(Remote remote) {
        if (every < 1 || every > 3600 || works < 0 || works > 200) {
            throw wrong("--every takes 1 to 3600 seconds, --works 0 to 200.");
        }
        boolean again = !once && !json() && isTerminal();
        do {
            show(remote, again);
        } while (again && pause());
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // Null to the compiler, whatever the JDK does.
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private boolean pause() {
        try {
            Thread.sleep(every * 1000L);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void show(Remote remote, boolean again) {
        var server = remote.get("/api/v1/server");
        var fleet = remote.get("/api/v1/fleet");
        var running = works == 0 ? null : works(remote, "running");
        var waiting = works == 0 ? null : works(remote, "waiting");
        if (json()) {
            var all = JsonMapper.shared().createObjectNode();
            all.set("server", server);
            all.set("fleet", fleet);
            all.set("running", running);
            all.set("waiting", waiting);
            out().println(all);
            return;
        }
        // Built first and shown at once: nothing flickers.
        var text = new StringWriter();
        var page = new PrintWriter(text);
        boolean colour = Screen.colour();
        page.println(heading(server));
        pools(fleet).print(page, colour);
        if (nodes) {
            page.println();
            nodes(fleet).print(page, colour);
        }
        works(page, "running", running, colour);
        works(page, "waiting", waiting, colour);
        out().print(again ? CLEAR + text : text);
        out().flush();
    }

    private JsonNode works(Remote remote, String state) {
        return remote.get("/api/v1/works?state=%s&limit=%d&reasons=true".formatted(state, works));
    }

    private static String heading(JsonNode server) {
        var speed = server.path("speed").asDouble(1);
        return "medley %s, %s%s, as %s (%s)"
                .formatted(
                        text(server, "version"),
                        time(server.get("nowMs")),
                        speed == 1 ? "" : ", clock at %.0fx".formatted(speed),
                        server.path("you").path("name").asString(""),
                        server.path("you").path("role").asString(""));
    }

    private static Table pools(JsonNode fleet) {
        var table = Table.of("pool", "chip", "site", "#devices", "#used", "#down", "#price", "");
        for (var pool : fleet.path("pools")) {
            table.row(
                    text(pool, "id"),
                    text(pool, "chip"),
                    text(pool, "site"),
                    whole(pool, "devices"),
                    whole(pool, "used"),
                    whole(pool, "down"),
                    number(pool.get("price"), "%.3f"),
                    pool.path("simulated").asBoolean(false) ? "simulated" : "");
        }
        return table;
    }

    private static Table nodes(JsonNode fleet) {
        var table = Table.of("node", "pool", "state", "#devices", "#free", "#down");
        for (var node : fleet.path("nodes")) {
            int free = 0;
            int down = 0;
            for (var device : node.path("devices")) {
                free += device.asInt() == -1 ? 1 : 0;
                down += device.asInt() == -2 ? 1 : 0;
            }
            table.row(
                    text(node, "id"),
                    text(node, "pool"),
                    text(node, "state"),
                    String.valueOf(node.path("devices").size()),
                    String.valueOf(free),
                    String.valueOf(down));
        }
        return table;
    }

    private static void works(
            PrintWriter page, String state, @Nullable JsonNode works, boolean colour) {
        if (works == null || works.path("items").size() == 0) {
            return;
        }
        page.println();
        var table = Table.of(state, "tenant", "class", "pool", "#devices", "#done");
        for (var item : works.path("items")) {
            table.row(
                    List.of(
                            Table.Cell.of(text(item, "name")),
                            Table.Cell.of(text(item, "tenant")),
                            Table.Cell.of(text(item, "priority")),
                            Table.Cell.of(text(item, "pool")),
                            Table.Cell.of(whole(item, "devices")),
                            Table.Cell.of(share(item))));
            var reasons = item.path("reasons");
            if (state.equals("waiting") && reasons.size() > 0) {
                table.note(text(reasons.get(0), "text"), Ink.DIM);
            }
        }
        table.print(page, colour);
        if (works.path("next").isString()) {
            page.println("and more; see `medley list --state " + state + "`");
        }
    }
}
