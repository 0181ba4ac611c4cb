package dev.medley.catalogue;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipSystem;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Stack;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The catalogue that comes with Medley, with a user's own folder laid over it.
///
/// A folder has the same layout as the resources: `chips/VENDOR.yaml`, `models/MAKER.yaml`,
/// `systems.yaml`, `stacks.yaml`, all optional. An entry with a known id replaces the entry, any
/// other is added.
public final class CatalogFiles {

    /// Kinds of entries; a command reads only the kinds it needs, which keeps it quick.
    public enum Part {
        CHIPS,
        SYSTEMS,
        STACKS,
        MODELS
    }

    private CatalogFiles() {}

    /// All that comes with Medley.
    public static Catalog builtIn() {
        return load(null, Part.values());
    }

    /// What comes with Medley, of the named parts only; other parts stay empty.
    public static Catalog builtIn(Part... parts) {
        return load(null, parts);
    }

    /// What comes with Medley under a user's folder, of the named parts only.
    ///
    /// @param overlay the user's folder, or null without one
    /// @throws CatalogueException when the folder or a file in it cannot be used
    public static Catalog load(@Nullable Path overlay, Part... parts) {
        var wanted = Set.of(parts);
        var chips = new Shelf<>("chip", Chip::id, chip -> names(chip.name(), chip.aliases()));
        var systems =
                new Shelf<>(
                        "system", ChipSystem::id, system -> names(system.name(), system.aliases()));
        var stacks = new Shelf<>("stack", Stack::id, stack -> names(stack.name(), stack.aliases()));
        var models = new Shelf<>("model", Model::id, Model::aliases);
        var sources = Sources.of(overlay);
        for (var source : sources) {
            if (wanted.contains(Part.CHIPS)) {
                source.each("chips", file -> chips(file, chips));
            }
            if (wanted.contains(Part.SYSTEMS)) {
                source.one("systems", file -> systems(file, systems));
            }
            if (wanted.contains(Part.STACKS)) {
                source.one("stacks", file -> stacks(file, stacks));
            }
            if (wanted.contains(Part.MODELS)) {
                source.each("models", file -> models(file, models));
            }
            chips.nextLayer();
            systems.nextLayer();
            stacks.nextLayer();
            models.nextLayer();
        }
        if (wanted.contains(Part.CHIPS) && wanted.contains(Part.STACKS)) {
            chips.check("stack", Chip::stack, stacks);
        }
        if (wanted.contains(Part.SYSTEMS) && wanted.contains(Part.CHIPS)) {
            systems.check("chip", ChipSystem::chip, chips);
        }
        return new Catalog(chips.values(), systems.values(), stacks.values(), models.values());
    }

    /// Text of the files of a user's folder, by their place in it.
    ///
    /// @throws CatalogueException when the folder or a file in it cannot be used
    public static SortedMap<String, String> texts(Path overlay) {
        var texts = new TreeMap<String, String>();
        for (var file : Sources.Folder.check(overlay).files()) {
            var name = overlay.relativize(file).toString().replace('\\', '/');
            texts.put(name, new String(SmallFile.read(file), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static void chips(Fields file, Shelf<Chip> shelf) {
        var vendor = file.text("vendor");
        var headquarters = ChipReader.country(file, "headquarters", "");
        for (var block : file.blocks("chips")) {
            shelf.add(ChipReader.chip(block, vendor, headquarters), block.place());
        }
        file.finish();
    }

    private static void systems(Fields file, Shelf<ChipSystem> shelf) {
        for (var block : file.blocks("systems")) {
            shelf.add(ChipReader.system(block), block.place());
        }
        file.finish();
    }

    private static void stacks(Fields file, Shelf<Stack> shelf) {
        for (var block : file.blocks("stacks")) {
            shelf.add(StackReader.stack(block), block.place());
        }
        file.finish();
    }

    private static void models(Fields file, Shelf<Model> shelf) {
        var maker = file.text("maker");
        for (var block : file.blocks("models")) {
            shelf.add(ModelReader.model(block, maker), block.place());
        }
        file.finish();
    }

    private static List<String> names(String name, List<String> aliases) {
        var names = new ArrayList<String>();
        names.add(name);
        names.addAll(aliases);
        return names;
    }
}
