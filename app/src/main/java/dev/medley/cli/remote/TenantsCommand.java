package dev.medley.cli.remote;

import dev.medley.cli.terminal.Screen;
import dev.medley.report.table.Table;

import picocli.CommandLine.Command;

import tools.jackson.databind.JsonNode;

import java.util.TreeMap;

/// `medley tenants`: who has what.
@Command(
        name = "tenants",
        mixinStandardHelpOptions = true,
        description = "Tenants of a server: their works, what they hold, and what they have had.")
public final class TenantsCommand extends RemoteCommand {

    @Override
    int ask(Remote remote) {
        var tenants = remote.get("/api/v1/tenants");
        if (printed(tenants)) {
            return 0;
        }
        var ledger = remote.get("/api/v1/ledger");
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
                    sum == null ? "" : number(sum.get("deviceHours"), "%,.1f"),
                    sum == null ? "" : number(sum.get("energyKwh"), "%,.1f"),
                    sum == null ? "" : number(sum.get("money"), "%,.2f"));
        }
        table.print(out(), Screen.colour());
        return 0;
    }
}
