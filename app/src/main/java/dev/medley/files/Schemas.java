package dev.medley.files;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/// The published schema, compiled once for every kind. Kinds are told apart before, so that a
/// mistake is judged by the rules of its own kind only.
final class Schemas {

    private static final String RESOURCE = "medley-v1alpha1.schema.json";
    private static final String ID = "https://medley.dev/schema/" + RESOURCE;

    /// Problems of one document that are put into words; the rest are counted.
    private static final int MOST_TOLD = 4 * Problems.SHOWN;

    private final Map<Kind, Schema> byKind = new EnumMap<>(Kind.class);

    private static final class Published {
        private static final Schemas SCHEMAS = new Schemas();
    }

    /// Compiled on first use, which takes a while, by the thread that asks first.
    static Schemas published() {
        return Published.SCHEMAS;
    }

    private Schemas() {
        var registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Map.of(ID, text())));
        for (var kind : Kind.values()) {
            var schema = registry.getSchema(SchemaLocation.of(ID + "#/$defs/" + kind.word()));
            schema.initializeValidators();
            byKind.put(kind, schema);
        }
    }

    static String text() {
        try (var in = Schemas.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The build did not pack " + RESOURCE + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the document keeps the rules of its kind; what it breaks goes to the problems.
    boolean accepts(Kind kind, Node.Mapping document, String file, Problems problems) {
        var schema = byKind.get(kind);
        if (schema == null) {
            throw new IllegalStateException("no schema for " + kind);
        }
        var errors = schema.validate(document.toJson());
        if (errors.isEmpty()) {
            return true;
        }
        var told = new SchemaProblems(document, file);
        errors.stream()
                .limit(MOST_TOLD)
                .map(told::tell)
                .sorted(Problem.ORDER)
                .distinct()
                .forEach(problems::add);
        problems.count(Math.max(0, errors.size() - MOST_TOLD));
        return false;
    }
}
