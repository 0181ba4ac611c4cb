package dev.medley.core.catalog;

import java.util.ArrayList;
import java.util.List;

/// All chips, systems, stacks and models that are known by name.
///
/// Names are found whatever their case and punctuation, by id, alias or marketing name; a name that
/// means several entries is answered with all of them.
public final class Catalog {

    private final List<Chip> chips;
    private final List<ChipSystem> systems;
    private final List<Stack> stacks;
    private final List<Model> models;
    private final NameIndex<Chip> chipNames;
    private final NameIndex<ChipSystem> systemNames;
    private final NameIndex<Stack> stackNames;
    private final NameIndex<Model> modelNames;

    /// @throws IllegalArgumentException when an id or a name belongs to two entries of one kind
    public Catalog(
            List<Chip> chips, List<ChipSystem> systems, List<Stack> stacks, List<Model> models) {
        this.chips = List.copyOf(chips);
        this.systems = List.copyOf(systems);
        this.stacks = List.copyOf(stacks);
        this.models = List.copyOf(models);
        chipNames = new NameIndex<>(new ChipNames(), this.chips, Chip::id, Catalog::names);
        systemNames =
                new NameIndex<>(
                        new PlainNames<>("system"),
                        this.systems,
                        ChipSystem::id,
                        system -> with(system.name(), system.aliases()));
        stackNames =
                new NameIndex<>(
                        new PlainNames<>("stack"),
                        this.stacks,
                        Stack::id,
                        stack -> with(stack.name(), stack.aliases()));
        modelNames = new NameIndex<>(new ModelNames(), this.models, Model::id, Model::aliases);
    }

    public List<Chip> chips() {
        return chips;
    }

    public List<ChipSystem> systems() {
        return systems;
    }

    public List<Stack> stacks() {
        return stacks;
    }

    public List<Model> models() {
        return models;
    }

    /// The chip of that name, id or alias.
    public Lookup<Chip> chip(String name) {
        return chipNames.find(name);
    }

    /// The system of that name, id or alias.
    public Lookup<ChipSystem> system(String name) {
        return systemNames.find(name);
    }

    /// The stack of that name, id or alias.
    public Lookup<Stack> stack(String name) {
        return stackNames.find(name);
    }

    /// The model of that name, id or alias, Hugging Face names among them.
    public Lookup<Model> model(String name) {
        return modelNames.find(name);
    }

    /// What of a name counts when names are compared: letters and digits, case ignored.
    public static String nameKey(String name) {
        return NameIndex.key(name);
    }

    private static List<String> names(Chip chip) {
        return with(chip.name(), chip.aliases());
    }

    private static List<String> with(String name, List<String> aliases) {
        var names = new ArrayList<String>();
        names.add(name);
        names.addAll(aliases);
        return names;
    }

    /// Names of which every word counts.
    private record PlainNames<T>(String kind) implements NameIndex.Rules<T> {

        @Override
        public String reduce(String name) {
            return NameIndex.key(name);
        }

        @Override
        public boolean agrees(T entry, String name) {
            return true;
        }
    }
}
