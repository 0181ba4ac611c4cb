package dev.medley.files;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Turns JSON into nodes with places: values one after another, or an array of documents.
final class JsonReader {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Limits.NESTING + 8)
                                    .maxNumberLength(Limits.NUMBER_LENGTH)
                                    .maxStringLength(Limits.DOCUMENT_BYTES)
                                    .build())
                    .build();

    private final JsonParser parser;
    private boolean inArray;
    private int nodes;

    JsonReader(byte[] bytes, int start, int end) {
        parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, start, end - start);
    }

    /// The next document, or null at the end.
    @Nullable Node next() throws Unreadable {
        try {
            var token = parser.nextToken();
            if (!inArray && token == JsonToken.START_ARRAY) {
                inArray = true;
                token = parser.nextToken();
            }
            if (inArray && token == JsonToken.END_ARRAY) {
                inArray = false;
                return next();
            }
            nodes = 0;
            return token == null ? null : node(token, 1);
        } catch (JacksonException e) {
            var at = e.getLocation();
            var original = e.getOriginalMessage();
            throw new Unreadable(
                    at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()),
                    "",
                    "is not valid JSON: " + (original == null ? "" : firstLine(original)),
                    "look at the quotes, commas and brackets here and before");
        }
    }

    private static String firstLine(String message) {
        var line = message.lines().findFirst().orElse("");
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }

    private Node node(JsonToken token, int depth) throws Unreadable {
        var at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        if (depth > Limits.NESTING) {
            throw YamlReader.tooDeep(line, column);
        }
        if (++nodes > Limits.DOCUMENT_NODES) {
            throw YamlReader.tooLarge(line, column);
        }
        return switch (token) {
            case START_OBJECT -> mapping(line, column, depth);
            case START_ARRAY -> sequence(line, column, depth);
            case VALUE_STRING ->
                    new Node.Scalar(line, column, Node.Scalar.Type.STRING, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var text = parser.getString();
                YamlReader.requireFinite(text, true, line, column);
                yield new Node.Scalar(line, column, Scalars.typeOfNumber(text), text);
            }
            case VALUE_TRUE, VALUE_FALSE ->
                    new Node.Scalar(line, column, Node.Scalar.Type.BOOLEAN, parser.getString());
            case VALUE_NULL -> new Node.Scalar(line, column, Node.Scalar.Type.NULL, "null");
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new Unreadable(line, column, "", "is not valid JSON", "");
        };
    }

    private Node mapping(int line, int column, int depth) throws Unreadable {
        var entries = new LinkedHashMap<String, Node.Entry>();
        int size = 1;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = parser.currentName();
            var at = parser.currentTokenLocation();
            var value = node(parser.nextToken(), depth + 1);
            var entry = new Node.Entry(at.getLineNr(), at.getColumnNr(), value);
            var twice = entries.put(key, entry);
            if (twice != null) {
                throw YamlReader.twice(key, entry.line(), entry.column(), twice.line());
            }
            size += value.size();
        }
        return new Node.Mapping(line, column, size, entries);
    }

    private Node sequence(int line, int column, int depth) throws Unreadable {
        var items = new ArrayList<Node>();
        int size = 1;
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            var item = node(token, depth + 1);
            items.add(item);
            size += item.size();
        }
        return new Node.Sequence(line, column, size, items);
    }
}
