package dev.medley.catalogue;

import dev.medley.core.rules.CountryGroups;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.RuleSet;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rule sets that come with Medley, one readable file each, with an operator's own folder laid
/// over them.
///
/// A folder holds `*.yaml`, one rule set each, and may hold `countries.yaml` with groups of
/// countries and `index.yaml` with the day to which its rules were followed. A rule set or group
/// with a known id replaces it, any other is added.
public final class RuleFiles {

    private static final String ROOT = "/rules/";
    private static final String INDEX = "index.yaml";
    private static final String COUNTRIES = "countries.yaml";

    private final Map<String, CountryGroups.Group> groups = new LinkedHashMap<>();
    private final Map<String, RuleReader.Draft> drafts = new LinkedHashMap<>();
    private LocalDate loadedTo = LocalDate.MIN;

    private RuleFiles() {}

    /// What comes with Medley.
    public static RuleBook builtIn() {
        return load(null);
    }

    /// What comes with Medley under an operator's folder.
    ///
    /// @param overlay the operator's folder, or null without one
    /// @throws CatalogueException when the folder or a file in it cannot be used
    public static RuleBook load(@Nullable Path overlay) {
        var files = new RuleFiles();
        files.resources();
        if (overlay != null) {
            files.folder(overlay);
        }
        return files.book();
    }

    /// Text of the files of an operator's folder, by their names.
    ///
    /// @throws CatalogueException when the folder or a file in it cannot be used
    public static SortedMap<String, String> texts(Path overlay) {
        var texts = new TreeMap<String, String>();
        for (var file : list(overlay)) {
            texts.put(
                    String.valueOf(file.getFileName()),
                    new String(SmallFile.read(file), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private RuleBook book() {
        var known = new CountryGroups(new ArrayList<>(groups.values()));
        var terms = new RuleTerms(drafts, known);
        var ruleSets = new ArrayList<RuleSet>();
        drafts.values().forEach(draft -> ruleSets.add(RuleReader.ruleSet(draft, terms)));
        return new RuleBook(loadedTo, known, ruleSets);
    }

    private void resources() {
        var index = resource(INDEX);
        loadedTo = RuleReader.date(index, "loadedTo");
        var names = index.texts("ruleSets");
        index.finish();
        countries(resource(COUNTRIES), new TreeMap<>());
        var places = new TreeMap<String, Place>();
        names.forEach(name -> ruleSet(resource(name + ".yaml"), places));
    }

    private static Fields resource(String name) {
        try (var in = RuleFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("Medley lacks its resource " + ROOT + name + ".");
            }
            return new Fields(TreeReader.yaml("rules/" + name, in.readAllBytes()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void folder(Path root) {
        if (!Files.isDirectory(root)) {
            throw new CatalogueException(
                    Place.wholeFile(root.toString()),
                    "",
                    "",
                    "There is no such folder.",
                    "A folder of rules holds one *.yaml per rule set.");
        }
        var found = list(root);
        if (found.isEmpty()) {
            throw new CatalogueException(
                    Place.wholeFile(root.toString()),
                    "",
                    "",
                    "The folder holds no *.yaml.",
                    "Put one file per rule set into it; `medley rules show R2` shows the layout.");
        }
        var places = new TreeMap<String, Place>();
        var groupPlaces = new TreeMap<String, Place>();
        for (var path : found) {
            var fields = new Fields(TreeReader.yaml(path.toString(), SmallFile.read(path)), "");
            switch (path.getFileName().toString()) {
                case INDEX -> {
                    loadedTo = RuleReader.date(fields, "loadedTo");
                    fields.texts("ruleSets");
                    fields.finish();
                }
                case COUNTRIES -> countries(fields, groupPlaces);
                default -> ruleSet(fields, places);
            }
        }
    }

    private static List<Path> list(Path root) {
        try (var inside = Files.list(root)) {
            return inside.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw SmallFile.unreadable(root, e);
        }
    }

    private void ruleSet(Fields fields, Map<String, Place> places) {
        var draft = RuleReader.draft(fields);
        once(draft.id(), draft.fields().place(), places, "rule set");
        drafts.put(draft.id(), draft);
    }

    private void countries(Fields file, Map<String, Place> places) {
        for (var block : file.blocks("groups")) {
            var group = RuleReader.group(block);
            once(group.id(), block.place(), places, "country group");
            groups.put(group.id(), group);
        }
        file.finish();
    }

    private static void once(String id, Place place, Map<String, Place> places, String kind) {
        var earlier = places.putIfAbsent(id, place);
        if (earlier != null) {
            throw new CatalogueException(
                    place,
                    "id",
                    id,
                    "The %s stands here for the second time; the first is at %s."
                            .formatted(kind, earlier),
                    "Keep one of the two.");
        }
    }
}
