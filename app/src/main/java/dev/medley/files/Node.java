package dev.medley.files;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;

/// A part of a document, with the place where it stands.
sealed interface Node {

    int line();

    int column();

    /// Nodes in it when every alias is written out.
    int size();

    /// The same without places, for the schema.
    JsonNode toJson();

    /// What a message shows of it.
    String shown();

    /// Values by key.
    ///
    /// @param entries in the order of the file
    record Mapping(int line, int column, int size, LinkedHashMap<String, Entry> entries)
            implements Node {

        @Override
        public JsonNode toJson() {
            var json = JsonNodeFactory.instance.objectNode();
            entries.forEach((key, entry) -> json.set(key, entry.value().toJson()));
            return json;
        }

        @Override
        public String shown() {
            return "{" + String.join(", ", entries.keySet().stream().limit(4).toList()) + "}";
        }
    }

    /// A value and where its key stands.
    ///
    /// @param line of the key
    /// @param column of the key
    record Entry(int line, int column, Node value) {}

    record Sequence(int line, int column, int size, List<Node> items) implements Node {

        @Override
        public JsonNode toJson() {
            var json = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(item -> json.add(item.toJson()));
            return json;
        }

        @Override
        public String shown() {
            return "a list of " + items.size();
        }
    }

    /// A single value.
    ///
    /// @param text as written
    record Scalar(int line, int column, Type type, String text) implements Node {

        /// What a scalar is. Whole numbers count as integers however they are written.
        enum Type {
            STRING,
            INTEGER,
            NUMBER,
            BOOLEAN,
            NULL
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public JsonNode toJson() {
            var json = JsonNodeFactory.instance;
            return switch (type) {
                case STRING -> json.stringNode(text);
                case INTEGER -> json.numberNode((long) Scalars.number(text));
                case NUMBER -> number(Scalars.number(text));
                case BOOLEAN -> json.booleanNode(text.equalsIgnoreCase("true"));
                case NULL -> json.nullNode();
            };
        }

        /// Large numbers are whole, and become integers of any length: the validator converts
        /// others to 64 bits where the schema asks for an integer, and fails.
        private static JsonNode number(double value) {
            var json = JsonNodeFactory.instance;
            return Math.abs(value) > Scalars.LARGEST_EXACT
                    ? json.numberNode(new BigDecimal(value).toBigInteger())
                    : json.numberNode(value);
        }

        @Override
        public String shown() {
            return switch (type) {
                case STRING -> "'" + text + "'";
                case INTEGER, NUMBER, BOOLEAN -> text;
                case NULL -> "null";
            };
        }
    }
}
