package dev.medley.cli.remote;

import dev.medley.cli.terminal.Screen;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.util.TreeMap;

/// `medley tenants`: who has what.
@Command(
        name = "tenants",
        mixinStandardHelpOptions = true,
        description = "Tenants of a server: their works, what they hold, and what they have had.")
public final class TenantsCommand extends RemoteCommand {

    private static final String FIGURE = "%,.1f";
    private static final String COINS = "%,.2f";

    @Option(
            names = "--ledger",
            paramLabel = "WORKS",
            description =
                    "What works have had as well, of each pool: so many works, 1 to 10000, those"
                            + " with most device-hours first. With --json the ledger alone.")
    private @Nullable Integer works;

    @Override
    int ask(Remote remote) {
        if (works != null && (works < 1 || works > 10_000)) {
            throw wrong("--ledger takes 1 to 10000 works.");
        }
        var books = "/api/v1/ledger?works=" + (works == null ? 0 : works);
        if (works != null && json()) {
            out().println(remote.get(books));
            return 0;
        }
        var tenants = remote.get("/api/v1/tenants");
        if (printed(tenants)) {
            return 0;
        }
        var ledger = remote.get(books);
        var had = new TreeMap<String, JsonNode>();
        ledger.path("tenants").forEach(one -> had.put(text(one, "tenant"), one));
        var currency = text(ledger, "currency");
        var table =
                Table.of(
                        "tenant",
                        "#works",
                        "#waiting",
                        "#devices",
                        "#limit",
                        "#device-hours",
                        "#kWh",
                        "#" + currency);
        for (var one : tenants.path("tenants")) {
            var sum = had.get(text(one, "name"));
            table.row(
                    text(one, "name"),
                    whole(one, "works"),
                    whole(one, "waiting"),
                    whole(one, "devices"),
                    whole(one, "maxDevices"),
                    sum == null ? "" : number(sum.get("deviceHours"), FIGURE),
                    sum == null ? "" : number(sum.get("energyKwh"), FIGURE),
                    sum == null ? "" : number(sum.get("money"), COINS));
        }
        table.print(out(), Screen.colour());
        if (works != null) {
            works(ledger, currency);
        }
        return 0;
    }

    private void works(JsonNode ledger, String currency) {
        out().println();
        var table = Table.of("work", "tenant", "pool", "#device-hours", "#kWh", "#" + currency);
        for (var work : ledger.path("works")) {
            for (var pool : work.path("pools")) {
                table.row(
                        text(work, "work"),
                        text(work, "tenant"),
                        text(pool, "pool"),
                        number(pool.get("deviceHours"), FIGURE),
                        number(pool.get("energyKwh"), FIGURE),
                        number(pool.get("money"), COINS));
            }
        }
        table.print(out(), Screen.colour());
        int more = ledger.path("worksLeftOut").asInt(0);
        if (more > 0) {
            out().println("and %,d more works".formatted(more));
        }
    }
}
