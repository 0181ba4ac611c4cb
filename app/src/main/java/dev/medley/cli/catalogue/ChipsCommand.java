package dev.medley.cli.catalogue;

import dev.medley.catalogue.CatalogFiles.Part;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.NotFound;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipSystem;
import dev.medley.core.catalog.Lookup;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// Lists chips and systems, or shows one of them with its sources and gaps.
@Command(
        name = "chips",
        mixinStandardHelpOptions = true,
        description = "Lists chips and systems, or shows one with its sources and gaps.")
public final class ChipsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A chip or system, by id or any other name.")
    private @Nullable String name;

    @Option(names = "--vendor", paramLabel = "V", description = "Only chips of this vendor.")
    private @Nullable String vendor;

    @Option(names = "--stack", paramLabel = "S", description = "Only chips of this stack.")
    private @Nullable String stack;

    @Option(
            names = "--status",
            paramLabel = "S",
            description = "Only chips that are ${COMPLETION-CANDIDATES}.")
    private Chip.@Nullable Status status;

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var loaded = catalog.load(parts());
        return name == null ? list(loaded) : show(loaded, name);
    }

    /// Stacks are read only to check an overlay or to understand the name of one.
    private Part[] parts() {
        return !catalog.isGiven() && stack == null
                ? new Part[] {Part.CHIPS, Part.SYSTEMS}
                : new Part[] {Part.CHIPS, Part.SYSTEMS, Part.STACKS};
    }

    private int list(Catalog catalog) {
        var stackId = stackId(catalog);
        var vendorKey = vendorKey(catalog);
        var chips =
                catalog.chips().stream()
                        .filter(chip -> status == null || chip.status() == status)
                        .filter(chip -> stackId == null || chip.stack().equals(stackId))
                        .filter(chip -> ofVendor(chip.vendor(), vendorKey))
                        .toList();
        var systems =
                catalog.systems().stream()
                        .filter(system -> status == null || system.status() == status)
                        .filter(system -> stackId == null || system.stack().equals(stackId))
                        .filter(system -> ofVendor(system.vendor(), vendorKey))
                        .toList();
        var out = spec.commandLine().getOut();
        if (json) {
            ChipJson.print(out, chips, systems);
        } else {
            ChipText.print(out, chips, systems);
        }
        return chips.isEmpty() && systems.isEmpty() ? Exit.NO : 0;
    }

    private static boolean ofVendor(String vendor, @Nullable String key) {
        return key == null || Catalog.nameKey(vendor).contains(key);
    }

    private @Nullable String stackId(Catalog catalog) {
        if (stack == null) {
            return null;
        }
        return switch (catalog.stack(stack)) {
            case Lookup.Found<dev.medley.core.catalog.Stack> found -> found.value().id();
            case Lookup.Missing<dev.medley.core.catalog.Stack> _ -> {
                var known = catalog.stacks().stream().map(each -> each.id()).toList();
                throw new ParameterException(
                        spec.commandLine(),
                        "No stack is called '%s'. Known: %s."
                                .formatted(stack, String.join(", ", known)));
            }
        };
    }

    private @Nullable String vendorKey(Catalog catalog) {
        if (vendor == null) {
            return null;
        }
        var key = Catalog.nameKey(vendor);
        var vendors = new TreeSet<String>();
        catalog.chips().forEach(chip -> vendors.add(chip.vendor()));
        catalog.systems().forEach(system -> vendors.add(system.vendor()));
        if (key.isEmpty() || vendors.stream().noneMatch(each -> ofVendor(each, key))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No vendor is called '%s'. Known: %s."
                            .formatted(vendor, String.join(", ", vendors)));
        }
        return key;
    }

    private int show(Catalog catalog, String asked) {
        var out = spec.commandLine().getOut();
        return switch (catalog.chip(asked)) {
            case Lookup.Found<Chip> found -> {
                if (json) {
                    ChipJson.print(out, List.of(found.value()), List.of());
                } else {
                    ChipText.print(out, found.value());
                }
                yield 0;
            }
            case Lookup.Missing<Chip> missing -> showSystem(catalog, asked, missing);
        };
    }

    private int showSystem(Catalog catalog, String asked, Lookup.Missing<Chip> missing) {
        var out = spec.commandLine().getOut();
        return switch (catalog.system(asked)) {
            case Lookup.Found<ChipSystem> found -> {
                if (json) {
                    ChipJson.print(out, List.of(), List.of(found.value()));
                } else {
                    ChipText.print(out, found.value());
                }
                yield 0;
            }
            case Lookup.Missing<ChipSystem> none ->
                    NotFound.say(
                            spec.commandLine(),
                            json,
                            missing.suggestions().isEmpty() && !none.suggestions().isEmpty()
                                    ? none
                                    : missing);
        };
    }
}
