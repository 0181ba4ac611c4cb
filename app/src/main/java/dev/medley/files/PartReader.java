package dev.medley.files;

import dev.medley.core.units.Nearest;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads documents, holds them against the schema, and binds what needs no other document. Several
/// threads use it at once.
final class PartReader {

    private final Schemas schemas;
    private final WorkBinder works;

    PartReader(Schemas schemas, WorkBinder works) {
        this.schemas = schemas;
        this.works = works;
    }

    /// A document as far as it can be judged alone; its place is that of its name.
    sealed interface Item {

        Kind kind();

        String name();

        Place place();

        /// A work that waits for what only other documents can tell.
        ///
        /// @param mentions names that other documents must bear
        record OfWork(Kind kind, Work work, Place place, List<Mention> mentions) implements Item {
            @Override
            public String name() {
                return work.name();
            }
        }

        /// A document that is bound when everything is read.
        record Whole(Kind kind, String name, Place place, Node.Mapping spec) implements Item {}

        /// A document with problems; its name counts all the same.
        record Broken(Kind kind, String name, Place place) implements Item {}
    }

    /// What came of a part of a file.
    ///
    /// @param documents found, broken ones among them
    /// @param entries nodes of all these documents
    record Result(List<Item> items, Problems problems, int documents, long entries) {}

    static boolean isJson(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    Result read(List<Part> parts) {
        var sheaf = new Sheaf();
        for (var part : parts) {
            try {
                if (isJson(part.file())) {
                    var json = new JsonReader(part.bytes(), part.start(), part.end());
                    for (var node = json.next();
                            node != null && !sheaf.isFull();
                            node = json.next()) {
                        document(node, part.file(), sheaf);
                    }
                } else {
                    var yaml = new YamlReader(part.text(), part.line());
                    for (var node = yaml.next(); node != null; node = yaml.next()) {
                        document(node, part.file(), sheaf);
                    }
                }
            } catch (Unreadable e) {
                sheaf.problems.add(e.in(part.file()));
                sheaf.documents++;
            }
        }
        return new Result(sheaf.items, sheaf.problems, sheaf.documents, sheaf.entries);
    }

    /// What has come of some parts so far.
    private static final class Sheaf {

        private final List<Item> items = new ArrayList<>();
        private final Problems problems = new Problems();
        private int documents;
        private long entries;

        private boolean isFull() {
            return documents > Limits.DOCUMENTS || entries > Limits.ENTRIES;
        }
    }

    private void document(Node node, String file, Sheaf sheaf) {
        sheaf.documents++;
        sheaf.entries += node.size();
        document(node, file, sheaf.items, sheaf.problems);
    }

    private void document(Node node, String file, List<Item> items, Problems problems) {
        if (!(node instanceof Node.Mapping document)) {
            problems.add(
                    new Problem(
                            file,
                            node.line(),
                            node.column(),
                            "",
                            node.shown(),
                            "is no document",
                            "begin it with apiVersion: " + Kind.API_VERSION));
            return;
        }
        var kind = kind(document, file, problems);
        if (kind == null) {
            return;
        }
        var place = Place.of(document, List.of("metadata", "name"), false);
        place = new Place(file, place.line(), place.column());
        var name = name(document);
        if (!schemas.accepts(kind, document, file, problems)) {
            items.add(new Item.Broken(kind, name, place));
            return;
        }
        if (!(Place.node(document, List.of("spec")) instanceof Node.Mapping spec)) {
            throw new IllegalStateException("The schema let a document without a spec pass.");
        }
        items.add(
                switch (kind) {
                    case FLEET, TENANT, POLICY, PURCHASE_LIST, PROGRAMME, CONTRACT, VOUCHER ->
                            new Item.Whole(kind, name, place, spec);
                    case TRAINING_JOB, INFERENCE_SERVICE, BATCH_JOB -> {
                        var fields = new Fields(spec, List.of("spec"), file, problems);
                        var bound = works.bind(kind, name, fields, problems);
                        yield bound == null
                                ? new Item.Broken(kind, name, place)
                                : new Item.OfWork(kind, bound.work(), place, bound.mentions());
                    }
                });
    }

    private static String name(Node.Mapping document) {
        var node = Place.node(document, List.of("metadata", "name"));
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    /// The kind of a document of this format, or null after telling why it is none.
    private static @Nullable Kind kind(Node.Mapping document, String file, Problems problems) {
        var version = document.entries().get("apiVersion");
        if (version == null
                || !(version.value() instanceof Node.Scalar scalar)
                || !scalar.text().equals(Kind.API_VERSION)) {
            head(document, "apiVersion", file, problems, "must be " + Kind.API_VERSION, "");
            return null;
        }
        var word = document.entries().get("kind");
        var text = word != null && word.value() instanceof Node.Scalar s ? s.text() : "";
        var kind = Kind.of(text);
        if (kind == null) {
            head(
                    document,
                    "kind",
                    file,
                    problems,
                    "must be one of " + String.join(", ", Kind.WORDS),
                    Nearest.of(text, Kind.WORDS) == null ? "" : Nearest.advice(text, Kind.WORDS));
        }
        return kind;
    }

    private static void head(
            Node.Mapping document,
            String field,
            String file,
            Problems problems,
            String rule,
            String advice) {
        var place = Place.of(document, List.of(field), false);
        var node = Place.node(document, List.of(field));
        problems.add(
                new Problem(
                        file,
                        place.line(),
                        place.column(),
                        field,
                        node == null ? "" : node.shown(),
                        node == null ? "is missing; it " + rule : rule,
                        advice.isEmpty() && field.equals("apiVersion")
                                ? "read Medley's own documents only"
                                : advice));
    }
}
