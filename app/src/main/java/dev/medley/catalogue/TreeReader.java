package dev.medley.catalogue;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Turns a YAML or JSON file into [Node]s that know their places.
///
/// It reads tokens, never binds, and bounds depth, length and number size; YAML anchors are refused
/// because nothing here needs them and they can blow a small file up.
final class TreeReader {

    /// Far above any real file of the catalogue.
    static final int LARGEST_FILE_BYTES = 8 * 1024 * 1024;

    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxDocumentLength(LARGEST_FILE_BYTES)
                    .maxStringLength(1_000_000)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build();

    private static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();

    /// Loaded only when a YAML file is read.
    private static final class Yaml {
        static final TokenStreamFactory FACTORY =
                YAMLFactory.builder().streamReadConstraints(BOUNDS).build();
    }

    private final String file;
    private final JsonParser parser;

    private TreeReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /// The one YAML document in the file.
    static Node.Block yaml(String file, byte[] bytes) {
        return read(file, Yaml.FACTORY, decode(file, bytes));
    }

    /// The one JSON object in the file.
    static Node.Block json(String file, byte[] bytes) {
        return read(file, JSON, decode(file, bytes));
    }

    private static Node.Block read(String file, TokenStreamFactory factory, String text) {
        try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
            var reader = new TreeReader(file, parser);
            var first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new CatalogueException(
                        first == null ? Place.wholeFile(file) : reader.here(),
                        "",
                        first == null ? "" : "" + parser.getString(),
                        "The file must hold one block of named fields.",
                        "See the README of the catalogue for the layout.");
            }
            var block = reader.block();
            if (parser.nextToken() != null) {
                throw new CatalogueException(
                        reader.here(),
                        "",
                        "",
                        "The file must hold one document only.",
                        "Put the second document into a file of its own.");
            }
            return block;
        } catch (JacksonException e) {
            throw broken(file, e);
        }
    }

    private static CatalogueException broken(String file, JacksonException e) {
        var at = e.getLocation();
        var place = at == null || at.getLineNr() < 1 ? Place.wholeFile(file) : place(file, at);
        var text = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        return new CatalogueException(
                place,
                "",
                text.lines().findFirst().orElse(""),
                "The file cannot be read as written.",
                "It may be cut short, or a quote, bracket or indentation is wrong near this"
                        + " place.");
    }

    private static String decode(String file, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return decoder.onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer)
                    .toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < buffer.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
                column = bytes[i] == '\n' ? 1 : column + 1;
            }
            throw new CatalogueException(
                    new Place(file, line, column),
                    "",
                    "",
                    "The file must be UTF-8 text, and near this byte it is not.",
                    "Save it as UTF-8.");
        }
    }

    private Node.Block block() {
        var place = here();
        var entries = new LinkedHashMap<String, Node.Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var at = here();
            parser.nextToken();
            var earlier = entries.putIfAbsent(name, new Node.Entry(at, value()));
            if (earlier != null) {
                throw new CatalogueException(
                        at,
                        name,
                        "",
                        "The field stands here for the second time; the first is in line %d."
                                .formatted(earlier.place().line()),
                        "Keep one of the two.");
            }
        }
        return new Node.Block(place, entries);
    }

    private Node value() {
        refuseAnchors();
        var place = here();
        return switch (parser.currentToken()) {
            case START_OBJECT -> block();
            case START_ARRAY -> items();
            case VALUE_STRING -> new Node.Scalar(place, Node.Kind.TEXT, text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Node.Scalar(place, Node.Kind.NUMBER, text());
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(place, Node.Kind.BOOLEAN, text());
            case VALUE_NULL -> new Node.Scalar(place, Node.Kind.NULL, "null");
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new CatalogueException(
                            place,
                            "",
                            "",
                            "A value is expected here.",
                            "Write a number, a text, a list or a block.");
        };
    }

    private Node.Items items() {
        var place = here();
        List<Node> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value());
        }
        return new Node.Items(place, values);
    }

    private void refuseAnchors() {
        if (parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw new CatalogueException(
                    here(),
                    "",
                    text(),
                    "YAML anchors and aliases are not used in the catalogue.",
                    "Write the value out.");
        }
    }

    private String text() {
        @Nullable String text = parser.getString();
        return text == null ? "" : text;
    }

    private Place here() {
        return place(file, parser.currentTokenLocation());
    }

    private static Place place(String file, TokenStreamLocation at) {
        return new Place(file, at.getLineNr(), at.getColumnNr());
    }
}
