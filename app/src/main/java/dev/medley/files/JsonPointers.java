package dev.medley.files;

import com.networknt.schema.Error;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds the rules around a failed keyword in the schema's own text, for their descriptions and
/// examples.
final class JsonPointers {

    private static final int MOST_REFERENCES = 8;

    private final JsonNode root;

    JsonPointers(String schema) {
        root = JsonMapper.shared().readTree(schema);
    }

    /// The object that holds the keyword which failed, or null when it cannot be told.
    @Nullable JsonNode parent(Error error) {
        var location = error.getSchemaLocation();
        var fragment = location == null ? null : location.getFragment();
        JsonNode node = root;
        if (fragment == null) {
            return null;
        }
        for (int i = 0; i + 1 < fragment.getNameCount() && node != null; i++) {
            var step = fragment.getElement(i);
            node = step instanceof Integer index ? node.get(index) : node.get(step.toString());
        }
        return node;
    }

    /// Follows references.
    @Nullable JsonNode resolved(@Nullable JsonNode node) {
        var at = node;
        for (int i = 0; i < MOST_REFERENCES && at != null && at.get("$ref") != null; i++) {
            at = root.at(at.get("$ref").asString().substring(1));
        }
        return at;
    }
}
