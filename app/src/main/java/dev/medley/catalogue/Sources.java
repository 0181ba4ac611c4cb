package dev.medley.catalogue;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Places that hold catalogue files in the usual layout.
sealed interface Sources {

    /// Reads every file of a kind that has many.
    void each(String folder, Consumer<Fields> reader);

    /// Reads the file of a kind that has one, if it is there.
    void one(String name, Consumer<Fields> reader);

    /// The resources, then the user's folder when there is one.
    static List<Sources> of(@Nullable Path overlay) {
        var sources = new ArrayList<Sources>();
        sources.add(Resources.read());
        if (overlay != null) {
            sources.add(Folder.check(overlay));
        }
        return sources;
    }

    /// What comes with Medley. A class path cannot be listed, so `index.yaml` names the files.
    record Resources(List<String> chips, List<String> models) implements Sources {

        private static final String ROOT = "/catalog/";

        static Resources read() {
            var index = fields("index.yaml");
            return new Resources(index.texts("chips"), index.texts("models"));
        }

        @Override
        public void each(String folder, Consumer<Fields> reader) {
            for (var name : folder.equals("chips") ? chips : models) {
                reader.accept(fields(folder + "/" + name + ".yaml"));
            }
        }

        @Override
        public void one(String name, Consumer<Fields> reader) {
            reader.accept(fields(name + ".yaml"));
        }

        private static Fields fields(String name) {
            try (var in = Resources.class.getResourceAsStream(ROOT + name)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "Medley lacks its resource " + ROOT + name + ".");
                }
                return new Fields(TreeReader.yaml("catalog/" + name, in.readAllBytes()), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A user's folder.
    record Folder(Path root) implements Sources {

        private static final String LAYOUT =
                "A catalogue folder holds chips/*.yaml, models/*.yaml, systems.yaml, stacks.yaml.";

        static Folder check(Path root) {
            if (!Files.isDirectory(root)) {
                throw new CatalogueException(
                        Place.wholeFile(root.toString()),
                        "",
                        "",
                        "There is no such folder.",
                        LAYOUT);
            }
            boolean any = false;
            for (var file : list(root, 2)) {
                var name = root.relativize(file).toString().replace('\\', '/');
                boolean known = name.matches("(chips|models)/[^/]+\\.yaml|(systems|stacks)\\.yaml");
                if (!known && name.matches(".*\\.ya?ml")) {
                    throw new CatalogueException(
                            Place.wholeFile(file.toString()),
                            "",
                            "",
                            "The file has no place in a catalogue folder.",
                            LAYOUT);
                }
                any |= known;
            }
            if (!any) {
                throw new CatalogueException(
                        Place.wholeFile(root.toString()),
                        "",
                        "",
                        "The folder holds no catalogue file.",
                        LAYOUT);
            }
            return new Folder(root);
        }

        /// All that is read.
        List<Path> files() {
            return list(root, 2).stream().filter(f -> f.toString().endsWith(".yaml")).toList();
        }

        @Override
        public void each(String folder, Consumer<Fields> reader) {
            var files = root.resolve(folder);
            if (Files.isDirectory(files)) {
                for (var file : list(files, 1)) {
                    if (file.toString().endsWith(".yaml")) {
                        reader.accept(fields(file));
                    }
                }
            }
        }

        @Override
        public void one(String name, Consumer<Fields> reader) {
            var file = root.resolve(name + ".yaml");
            if (Files.exists(file)) {
                reader.accept(fields(file));
            }
        }

        private static Fields fields(Path file) {
            return new Fields(TreeReader.yaml(file.toString(), SmallFile.read(file)), "");
        }

        private static List<Path> list(Path folder, int depth) {
            try (var walk = Files.walk(folder, depth)) {
                return walk.filter(path -> !Files.isDirectory(path)).sorted().toList();
            } catch (IOException | UncheckedIOException e) {
                throw SmallFile.unreadable(folder, e);
            }
        }
    }
}
