package dev.medley.live.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Reply;
import dev.medley.core.control.Snapshot;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.Origin;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// Entries as JSON and back, exactly: equal records, the same doubles.
///
/// An entry is `{"origin":..,"command":{"type":"submit",..},"events":[{"type":"submitted",..}],
/// "reply":{"type":"accepted"}}`; its number and version stand beside it. Fields that are null are
/// left out. An origin with nothing but a name is that name. What an event repeats of its command
/// is null. Pools go by their ids.
///
/// CONSTRAINTS: what once was written can be read for ever. Whoever changes a record that a journal
/// keeps raises [#VERSION] and says in [#upgraded] how an entry of the version before reads now; a
/// test holds recorded entries of every version against it.
public final class Wire {

    /// Of the entries that are written now.
    public static final int VERSION = 2;

    private static final String EPOCH_FILES = "files";
    private static final int DEEPEST = 200;
    private static final int LONGEST_TEXT = 256 * 1024 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .build())
                                    .build())
                    .annotationIntrospector(
                            AnnotationIntrospector.pair(
                                    new CoreRecords(), new JacksonAnnotationIntrospector()))
                    .changeDefaultVisibility(
                            seen ->
                                    seen.withVisibility(
                                                    PropertyAccessor.ALL,
                                                    JsonAutoDetect.Visibility.NONE)
                                            .withVisibility(
                                                    PropertyAccessor.FIELD,
                                                    JsonAutoDetect.Visibility.ANY)
                                            .withVisibility(
                                                    PropertyAccessor.CREATOR,
                                                    JsonAutoDetect.Visibility.ANY))
                    .changeDefaultPropertyInclusion(
                            _ ->
                                    JsonInclude.Value.construct(
                                            JsonInclude.Include.NON_NULL,
                                            JsonInclude.Include.ALWAYS))
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final ObjectWriter writer;
    private final ObjectReader reader;

    /// @param pools those that decisions number
    public Wire(Pools pools) {
        this.writer = MAPPER.writer().withAttribute(Pools.class, pools);
        this.reader = MAPPER.reader().withAttribute(Pools.class, pools);
    }

    /// The entry as JSON, without its number.
    public String write(Entry entry) {
        var text = write(entry, writer);
        // Half a surrogate pair is no character that a database keeps: such text is escaped.
        return isText(text) ? text : write(entry, writer.with(JsonWriteFeature.ESCAPE_NON_ASCII));
    }

    private static String write(Entry entry, ObjectWriter writer) {
        var out = new StringWriter(512);
        var told = writer.withAttribute(Command.class, entry.command());
        try (var json = told.createGenerator(out)) {
            json.writeStartObject();
            json.writeName("origin");
            origin(entry.origin(), json, told);
            json.writeName("command");
            told.writeValue(json, entry.command());
            json.writeArrayPropertyStart("events");
            for (var event : entry.events()) {
                told.writeValue(json, event);
            }
            json.writeEndArray();
            json.writeName("reply");
            told.writeValue(json, entry.reply());
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void origin(Origin origin, JsonGenerator json, ObjectWriter writer) {
        if (origin.equals(new Origin(origin.by(), "", "", ""))) {
            json.writeString(origin.by());
        } else {
            writer.writeValue(json, origin);
        }
    }

    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// The entry of that number.
    ///
    /// @param version of Medley's entries when it was written
    /// @throws WireException if this version cannot read it; says which entry and field
    public Entry read(long number, int version, String text) {
        if (version < 1 || version > VERSION) {
            throw other("Entry " + number, version);
        }
        try (var json = reader.createParser(upgraded(version, text))) {
            return read(number, json);
        } catch (JacksonException | WireException | IllegalArgumentException bad) {
            throw new WireException(
                    "Entry %d cannot be read: %s.".formatted(number, reason(bad)), bad);
        }
    }

    private static WireException other(String what, int version) {
        return new WireException(
                ("%s has version %d: %s. This Medley reads versions 1 to %d; use the Medley that"
                                + " wrote it, or a later one.")
                        .formatted(
                                what,
                                version,
                                version > VERSION
                                        ? "it was written by a newer Medley"
                                        : "there is no such version",
                                VERSION));
    }

    /// What an entry of an older version reads today. Since the second there are nodes that are
    /// drained; what the first said is said alike.
    private static String upgraded(int version, String text) {
        return switch (version) {
            case 1, VERSION -> text;
            default -> throw new WireException("no way from version %d".formatted(version));
        };
    }

    private Entry read(long number, JsonParser json) {
        Origin origin = null;
        Command command = null;
        List<Event> events = null;
        Reply reply = null;
        var told = reader;
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "origin" ->
                        origin =
                                json.currentToken() == JsonToken.VALUE_STRING
                                        ? new Origin(json.getString(), "", "", "")
                                        : told.forType(Origin.class).readValue(json);
                case "command" -> {
                    command = told.forType(Command.class).<Command>readValue(json);
                    told = reader.withAttribute(Command.class, command);
                }
                case "events" -> {
                    expect(json.currentToken(), JsonToken.START_ARRAY);
                    events = new ArrayList<>();
                    var each = told.forType(Event.class);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        events.add(each.<Event>readValue(json));
                    }
                }
                case "reply" -> reply = told.forType(Reply.class).readValue(json);
                default -> throw new WireException("unknown field '%s'".formatted(name));
            }
        }
        if (json.nextToken() != null) {
            throw new WireException("more follows it");
        }
        return new Entry(
                number,
                there("origin", origin),
                there("command", command),
                there("events", events),
                there("reply", reply));
    }

    private static <T> T there(String field, @Nullable T value) {
        if (value == null) {
            throw new WireException("it lacks the field '%s'".formatted(field));
        }
        return value;
    }

    private static void expect(@Nullable JsonToken is, JsonToken should) {
        if (is != should) {
            throw new WireException("%s where %s should be".formatted(is, should));
        }
    }

    private static String reason(Exception bad) {
        if (!(bad instanceof JacksonException json)) {
            return String.valueOf(bad.getMessage());
        }
        var path = new StringBuilder();
        for (var step : json.getPath()) {
            var name = step.getPropertyName();
            path.append(path.isEmpty() || name == null ? "" : ".")
                    .append(name != null ? name : "[" + step.getIndex() + "]");
        }
        var said = json.getOriginalMessage();
        return "%s%s".formatted(path.isEmpty() ? "" : "field '" + path + "': ", said);
    }

    // --- other things that a journal keeps ------------------------------------------------------

    public static String write(Reply reply) {
        return MAPPER.writeValueAsString(reply);
    }

    public static Reply readReply(String text) {
        return read(text, Reply.class, "a reply");
    }

    /// A snapshot numbers pools by its own list.
    public static byte[] write(Snapshot snapshot) {
        return MAPPER.writeValueAsBytes(snapshot);
    }

    /// A snapshot that was written.
    ///
    /// @param version of Medley's entries at that time
    public static Snapshot readSnapshot(int version, byte[] json) {
        if (version < 1 || version > VERSION) {
            throw other("A snapshot", version);
        }
        try {
            return MAPPER.readValue(json, Snapshot.class);
        } catch (JacksonException | IllegalArgumentException bad) {
            throw new WireException("A snapshot cannot be read: %s.".formatted(reason(bad)), bad);
        }
    }

    public static String write(Epoch epoch) {
        return MAPPER.writeValueAsString(epoch);
    }

    public static Epoch readEpoch(String text) {
        try {
            var tree = MAPPER.readTree(text);
            if (tree instanceof ObjectNode epoch && !epoch.has(EPOCH_FILES)) {
                // Epochs of before they carried files besides documents.
                epoch.putObject(EPOCH_FILES);
            }
            return MAPPER.treeToValue(tree, Epoch.class);
        } catch (JacksonException | IllegalArgumentException bad) {
            throw new WireException("an epoch cannot be read: %s.".formatted(reason(bad)), bad);
        }
    }

    private static <T> T read(String text, Class<T> type, String what) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException | IllegalArgumentException bad) {
            throw new WireException("%s cannot be read: %s.".formatted(what, reason(bad)), bad);
        }
    }
}
