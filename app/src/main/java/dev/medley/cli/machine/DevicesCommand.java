package dev.medley.cli.machine;

import dev.medley.catalogue.CatalogFiles.Part;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.devices.Discovery;
import dev.medley.devices.Findings;
import dev.medley.devices.Host;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// Lists the accelerators of this machine, and which chip each of them is.
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists the accelerators of this machine, and which chip each of them is.")
public final class DevicesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Option(names = "--raw", description = "Show what the vendors' tools said, word for word.")
    private boolean raw;

    @Override
    public Integer call() {
        var loaded = catalog.load(Part.CHIPS, Part.SYSTEMS, Part.STACKS);
        var findings = new Discovery(Host.here(), loaded).find();
        var out = spec.commandLine().getOut();
        if (json) {
            DevicesText.json(out, findings, raw);
        } else {
            DevicesText.print(out, findings, raw);
        }
        return isClear(findings) ? 0 : Exit.NO;
    }

    /// Every device is a chip of the catalogue, and PCI shows no others.
    private static boolean isClear(Findings findings) {
        return findings.devices().stream().allMatch(device -> device.chip() != null)
                && findings.notes().isEmpty();
    }
}
