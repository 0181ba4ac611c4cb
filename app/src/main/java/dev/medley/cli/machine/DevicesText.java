package dev.medley.cli.machine;

import dev.medley.cli.terminal.Figures;
import dev.medley.cli.terminal.Json;
import dev.medley.cli.terminal.Screen;
import dev.medley.devices.Answer;
import dev.medley.devices.Findings;
import dev.medley.devices.Found;
import dev.medley.devices.Match;
import dev.medley.devices.listing.Health;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// What was found on this machine, as a table and as JSON.
final class DevicesText {

    private static final double GIB = 1L << 30;

    private DevicesText() {}

    static void print(PrintWriter out, Findings findings, boolean raw) {
        boolean colour = Screen.colour();
        if (findings.accelerators().isEmpty()) {
            out.println("No accelerator is listed; the processor is a device like any other.");
            out.println();
        }
        table(findings).print(out, colour);
        if (!findings.notes().isEmpty()) {
            out.println();
            findings.notes().forEach(note -> out.println(Ink.WARN.paint("! ", colour) + note));
        }
        var asked = findings.tools().stream().filter(t -> !t.path().isEmpty()).toList();
        if (!asked.isEmpty()) {
            out.println();
            asked.forEach(
                    tool -> out.println(tool.path() + " lists " + tool.listed() + " device(s)."));
        }
        if (raw) {
            findings.answers().forEach(answer -> raw(out, answer));
        }
    }

    private static Table table(Findings findings) {
        var table =
                new Table()
                        .left("vendor")
                        .right("index")
                        .left("name", 40)
                        .left("chip")
                        .right("memory")
                        .right("limit")
                        .left("health")
                        .left("address")
                        .left("said by");
        var said = new HashSet<String>();
        for (var device : findings.devices()) {
            var row = device.row();
            var chip = device.chip();
            table.row(
                    device.vendor(),
                    Integer.toString(row.index()),
                    row.model().isEmpty() || chip == null || row.model().equals(chip.id())
                            ? row.name()
                            : row.name() + " (" + row.model() + ")",
                    chip == null ? "?" : chip.id(),
                    memory(row.memoryBytes()),
                    row.powerLimitWatts() == null
                            ? Figures.UNKNOWN
                            : Figures.plain(row.powerLimitWatts()) + " W",
                    health(device),
                    row.busId(),
                    by(device));
            // Eight equal cards need one explanation.
            if (device.match() instanceof Match.Open open && said.add(open.reason())) {
                table.note(open.reason(), Ink.WARN);
                if (!open.near().isEmpty()) {
                    table.note("Near: " + String.join(", ", open.near()) + ".", Ink.DIM);
                }
            }
        }
        return table;
    }

    private static String memory(@Nullable Long bytes) {
        return bytes == null
                ? Figures.UNKNOWN
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }

    private static String health(Found device) {
        var row = device.row();
        if (row.health() == Health.UNSAID) {
            return Figures.UNKNOWN;
        }
        var word = Figures.name(row.health());
        return row.healthText().isEmpty() ? word : word + " (" + row.healthText() + ")";
    }

    private static String by(Found device) {
        return device.toolVersion().isEmpty()
                ? device.tool()
                : device.tool() + " " + device.toolVersion();
    }

    private static void raw(PrintWriter out, Answer answer) {
        out.println();
        out.println("$ " + String.join(" ", answer.command()));
        if (!answer.trouble().isEmpty()) {
            out.println("(" + answer.trouble() + ")");
        }
        out.print(answer.text());
        out.print(answer.complaint());
        out.flush();
    }

    static void json(PrintWriter out, Findings findings, boolean raw) {
        Json.print(
                out,
                json -> {
                    json.blocks("devices", findings.devices(), device -> device(json, device));
                    json.block(
                            "processor",
                            block -> {
                                var row = findings.processor().device().row();
                                block.text("name", row.name());
                                block.number("cores", findings.processor().cores());
                                block.number("memoryBytes", row.memoryBytes());
                            });
                    json.blocks(
                            "tools",
                            findings.tools(),
                            tool -> {
                                json.text("name", tool.name());
                                json.text("vendor", tool.vendor());
                                json.flag("found", !tool.path().isEmpty());
                                json.text("path", tool.path());
                                json.number("devicesListed", tool.listed());
                                json.number("devicesOnBus", tool.onBus());
                            });
                    json.blocks(
                            "bus",
                            findings.bus().devices(),
                            device -> {
                                json.text("address", device.address());
                                json.text("vendorId", device.vendor());
                                json.text("deviceId", device.device());
                            });
                    json.texts("notes", findings.notes());
                    json.blocks(
                            "answers",
                            raw ? findings.answers() : List.<Answer>of(),
                            answer -> {
                                json.texts("command", answer.command());
                                json.text("trouble", answer.trouble());
                                json.text("stdout", answer.text());
                                json.text("stderr", answer.complaint());
                            });
                });
    }

    private static void device(Json json, Found device) {
        var row = device.row();
        json.text("vendor", device.vendor());
        json.text("stack", device.stack());
        json.text("tool", device.tool());
        json.text("toolVersion", device.toolVersion());
        json.text("driverVersion", device.driverVersion());
        json.number("index", row.index());
        json.number("card", row.card());
        json.text("name", row.name());
        json.text("model", row.model());
        json.text("uuid", row.uuid());
        json.text("busId", row.busId());
        json.number("memoryBytes", row.memoryBytes());
        json.number("powerLimitWatts", row.powerLimitWatts());
        json.text("health", Figures.name(row.health()));
        json.text("healthText", row.healthText());
        switch (device.match()) {
            case Match.Known known -> json.text("chip", known.chip().id());
            case Match.Open open -> {
                json.text("reason", open.reason());
                json.texts("near", open.near());
            }
        }
    }
}
