package dev.medley.devices;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Stack;
import dev.medley.devices.Findings.ToolSeen;
import dev.medley.devices.listing.Health;
import dev.medley.devices.listing.Listing;
import dev.medley.devices.listing.Row;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// Looks for the accelerators of a machine.
///
/// Nothing that a tool does (fail, hang, print what nobody has seen before) ends a look: it becomes
/// a note. Tools are asked all at once, so a look takes as long as the slowest of them.
public final class Discovery {

    private final Host host;
    private final Matching matching;
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    /// @param catalog with its chips and stacks
    public Discovery(Host host, Catalog catalog) {
        this.host = host;
        this.matching = new Matching(catalog);
        catalog.stacks().forEach(stack -> stacks.put(stack.id(), stack));
    }

    /// What one tool said.
    ///
    /// @param path where it lies, or null where it was not found
    private record Asked(
            VendorTool tool,
            Stack stack,
            @Nullable Path path,
            List<Answer> answers,
            Listing listing,
            List<String> notes) {

        String name() {
            return tool.name();
        }
    }

    /// Asks every tool that is there.
    public Findings find() {
        return look(VendorTool.ALL);
    }

    /// Asks only the tools that listed something before: cheap enough to do every few seconds.
    public Findings again(Findings before) {
        return look(
                VendorTool.ALL.stream()
                        .filter(
                                tool ->
                                        before.accelerators().stream()
                                                .anyMatch(f -> f.tool().equals(tool.name())))
                        .toList());
    }

    private Findings look(List<VendorTool> tools) {
        var bus = PciBus.read(host.pci());
        var notes = new ArrayList<String>();
        var accelerators = new ArrayList<Found>();
        var seen = new ArrayList<ToolSeen>();
        var answers = new ArrayList<Answer>();
        var covered = new LinkedHashSet<String>();
        for (var asked : askAll(tools, bus)) {
            var listed = devices(asked, bus, notes);
            // Two tools of one vendor list the same devices: the first that lists any has them.
            boolean repeated = !listed.isEmpty() && !covered.add(asked.stack().id());
            if (!repeated) {
                accelerators.addAll(listed);
            }
            notes.addAll(asked.notes());
            answers.addAll(asked.answers());
            seen.add(seen(asked, bus, listed.size()));
        }
        missing(seen, accelerators, bus, notes);
        return new Findings(accelerators, processor(), bus, seen, answers, notes);
    }

    private static ToolSeen seen(Asked asked, PciBus bus, int listed) {
        return new ToolSeen(
                asked.name(),
                vendor(asked.stack()),
                asked.path() == null ? "" : asked.path().toString(),
                bus.of(asked.stack().pciVendorIds()).size(),
                listed);
    }

    // --- asking ---------------------------------------------------------------------------------

    private List<Asked> askAll(List<VendorTool> tools, PciBus bus) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<CompletableFuture<Asked>>();
            for (var tool : tools) {
                var stack = stacks.get(tool.stack());
                if (stack != null) {
                    asked.add(CompletableFuture.supplyAsync(() -> ask(tool, stack, bus), threads));
                }
            }
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }

    private Asked ask(VendorTool tool, Stack stack, PciBus bus) {
        var path = Asking.find(tool.name(), host.folders());
        var nothing = new Listing("", "", List.of(), List.of());
        if (path == null) {
            return new Asked(tool, stack, null, List.of(), nothing, List.of());
        }
        if (tool.shared() && bus.readable() && bus.of(stack.pciVendorIds()).isEmpty()) {
            var note =
                    "%s was not asked: PCI shows no device of %s (%s), so it may be another's."
                            .formatted(
                                    path, vendor(stack), String.join(", ", stack.pciVendorIds()));
            return new Asked(tool, stack, path, List.of(), nothing, List.of(note));
        }
        var answers = new ArrayList<Answer>();
        for (var question : tool.questions()) {
            answers.add(Asking.ask(command(path, question), host.patience()));
            if (!answers.getFirst().isGood() && answers.getFirst().text().isEmpty()) {
                break;
            }
        }
        var listing = tool.reader().read(answers.stream().map(Answer::text).toList());
        if (tool.name().equals("npu-smi")) {
            listing = AscendBoards.complete(listing, q -> add(answers, path, q));
        }
        return new Asked(tool, stack, path, answers, listing, notes(tool, answers, listing));
    }

    private String add(List<Answer> answers, Path path, List<String> question) {
        var answer = Asking.ask(command(path, question), host.patience());
        answers.add(answer);
        return answer.text();
    }

    private static List<String> command(Path path, List<String> question) {
        var command = new ArrayList<String>();
        command.add(path.toString());
        command.addAll(question);
        return command;
    }

    private static List<String> notes(VendorTool tool, List<Answer> answers, Listing listing) {
        var notes = new ArrayList<String>();
        for (var answer : answers) {
            if (!answer.isGood()) {
                notes.add("`%s` %s".formatted(answer.line(), answer.trouble()));
            }
        }
        listing.problems().forEach(problem -> notes.add(tool.name() + ": " + problem));
        if (listing.rows().isEmpty() && answers.getFirst().isGood()) {
            notes.add(
                    "`%s` lists no device that can be read; `medley devices --raw` shows its words."
                            .formatted(answers.getFirst().line()));
        }
        return notes;
    }

    // --- devices --------------------------------------------------------------------------------

    private List<Found> devices(Asked asked, PciBus bus, List<String> notes) {
        var devices = new ArrayList<Found>();
        var others = new LinkedHashSet<String>();
        for (var row : asked.listing().rows()) {
            var stack = owner(asked.stack(), row, bus);
            if (!stack.equals(asked.stack())) {
                others.add(vendor(stack));
            }
            devices.add(
                    new Found(
                            vendor(stack),
                            stack.id(),
                            asked.name(),
                            asked.listing().toolVersion(),
                            asked.listing().driverVersion(),
                            row,
                            matching.match(row, stack)));
        }
        others.forEach(
                vendor ->
                        notes.add(
                                "%s answers for devices that are of %s by their PCI ids."
                                        .formatted(asked.name(), vendor)));
        return devices;
    }

    /// Whose device it is: PCI knows better than the name of a tool.
    private Stack owner(Stack stack, Row row, PciBus bus) {
        var vendor = bus.vendorAt(row.busId());
        if (vendor.isEmpty() || stack.pciVendorIds().contains(vendor)) {
            return stack;
        }
        return stacks.values().stream()
                .filter(other -> other.pciVendorIds().contains(vendor))
                .findFirst()
                .orElse(stack);
    }

    /// Devices on the bus that no tool lists.
    private static void missing(
            List<ToolSeen> tools, List<Found> listed, PciBus bus, List<String> notes) {
        var said = new LinkedHashSet<String>();
        for (var tool : tools) {
            long known = listed.stream().filter(f -> f.vendor().equals(tool.vendor())).count();
            if (bus.readable() && tool.onBus() > known && said.add(tool.vendor())) {
                var names =
                        tools.stream()
                                .filter(other -> other.vendor().equals(tool.vendor()))
                                .map(other -> other.name() + where(other))
                                .toList();
                notes.add(
                        "PCI shows %d of %s, and %d %s listed by %s."
                                .formatted(
                                        tool.onBus(),
                                        tool.vendor(),
                                        known,
                                        known == 1 ? "is" : "are",
                                        String.join(", ", names)));
            }
        }
    }

    private static String where(ToolSeen tool) {
        return tool.path().isEmpty() ? " (not found)" : "";
    }

    private Processor processor() {
        var stack = stacks.get("cpu");
        long memory = Processor.memoryBytes(host.proc());
        var row =
                new Row(
                        0,
                        0,
                        Processor.model(host.proc()),
                        "cpu",
                        "",
                        "",
                        memory < 0 ? null : memory,
                        Health.GOOD,
                        "",
                        null);
        var match =
                stack == null
                        ? new Match.Open("The catalogue has no chip 'cpu'.", List.of())
                        : matching.match(row, stack);
        return new Processor(
                Runtime.getRuntime().availableProcessors(),
                new Found("host", "cpu", "/proc", "", "", row, match));
    }

    private static String vendor(Stack stack) {
        return String.join(", ", stack.vendors());
    }
}
