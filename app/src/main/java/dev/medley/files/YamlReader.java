package dev.medley.files;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Turns the events of a YAML 1.2 parser into nodes with places.
///
/// Aliases share the node they name instead of copying it, and a node knows how large it would be
/// written out; that sum is bounded, so nested aliases cannot grow without end. An alias inside its
/// own anchor, a key given twice, and tags of programming languages are refused.
final class YamlReader {

    private static final LoadSettings SETTINGS =
            LoadSettings.builder()
                    .setParseComments(false)
                    .setCodePointLimit(Limits.DOCUMENT_BYTES + 1)
                    .build();

    private final String text;
    private final int firstLine;
    private final ParserImpl parser;
    private final Map<String, @Nullable Node> anchors = new HashMap<>();
    private int nodes;

    /// @param firstLine line of the file that the text begins with
    YamlReader(String text, int firstLine) {
        this.text = text;
        this.firstLine = firstLine;
        this.parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    /// The next document, or null at the end. Empty documents are left out.
    @Nullable Node next() throws Unreadable {
        try {
            while (parser.hasNext()) {
                var event = parser.next();
                if (event.getEventId() == Event.ID.DocumentStart) {
                    anchors.clear();
                    nodes = 0;
                    var root = node((NodeEvent) parser.next(), 1);
                    if (!(root instanceof Node.Scalar s && s.text().isEmpty())) {
                        return root;
                    }
                }
            }
            return null;
        } catch (MarkedYamlEngineException e) {
            throw invalid(e);
        } catch (ReaderException e) {
            throw unprintable(e);
        } catch (YamlEngineException e) {
            throw new Unreadable(firstLine, 1, "", "is not valid YAML: " + e.getMessage(), "");
        }
    }

    private Node node(NodeEvent event, int depth) throws Unreadable {
        int line = line(event);
        int column = column(event);
        if (depth > Limits.NESTING) {
            throw tooDeep(line, column);
        }
        if (++nodes > Limits.DOCUMENT_NODES) {
            throw tooLarge(line, column);
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, line, column);
        }
        var anchor = event.getAnchor();
        if (anchor.isPresent()) {
            anchors.put(anchor.get().getValue(), null);
        }
        var node =
                switch (event.getEventId()) {
                    case Scalar -> scalar((ScalarEvent) event, line, column);
                    case SequenceStart -> sequence((CollectionStartEvent) event, depth);
                    case MappingStart -> mapping((CollectionStartEvent) event, depth);
                    default -> throw new IllegalStateException("no node: " + event);
                };
        if (anchor.isPresent()) {
            anchors.put(anchor.get().getValue(), node);
        }
        return node;
    }

    private Node aliased(AliasEvent alias, int line, int column) throws Unreadable {
        var name = alias.getAlias().getValue();
        var node = anchors.get(name);
        if (node == null) {
            var inside = anchors.containsKey(name);
            throw new Unreadable(
                    line,
                    column,
                    "*" + name,
                    inside ? "stands inside what it names" : "names no anchor of this document",
                    inside ? "write the part out" : "add &" + name + " where the part is written");
        }
        nodes += node.size() - 1;
        if (nodes > Limits.DOCUMENT_NODES) {
            throw tooLarge(line, column);
        }
        return node;
    }

    private Node scalar(ScalarEvent event, int line, int column) throws Unreadable {
        var value = event.getValue();
        var tag = event.getTag();
        if (tag.isPresent() && !tag.get().equals("!")) {
            requireTag(tag, line, column, "str", "int", "float", "bool", "null");
            if (tag.get().endsWith(":str")) {
                return new Node.Scalar(line, column, Node.Scalar.Type.STRING, value);
            }
        } else if (event.getScalarStyle() != ScalarStyle.PLAIN || tag.isPresent()) {
            return new Node.Scalar(line, column, Node.Scalar.Type.STRING, value);
        }
        var type = Scalars.typeOfPlain(value);
        boolean number = type == Node.Scalar.Type.INTEGER || type == Node.Scalar.Type.NUMBER;
        requireFinite(value, number, line, column);
        return new Node.Scalar(line, column, type, value);
    }

    static void requireFinite(String text, boolean number, int line, int column) throws Unreadable {
        if (number && text.length() > Limits.NUMBER_LENGTH) {
            var rule = "has more than %d characters".formatted(Limits.NUMBER_LENGTH);
            throw new Unreadable(line, column, text, rule, "round it");
        }
        if (Scalars.isUnbounded(text)) {
            throw new Unreadable(line, column, text, "must be a finite number", "write digits");
        }
        if (number && Double.isInfinite(Scalars.number(text))) {
            throw new Unreadable(line, column, text, "is too large for a number", "write less");
        }
    }

    private Node sequence(CollectionStartEvent start, int depth) throws Unreadable {
        requireTag(start.getTag(), line(start), column(start), "seq");
        var items = new ArrayList<Node>();
        int size = 1;
        for (var event = parser.next();
                event.getEventId() != Event.ID.SequenceEnd;
                event = parser.next()) {
            var item = node((NodeEvent) event, depth + 1);
            items.add(item);
            size += item.size();
        }
        return new Node.Sequence(line(start), column(start), size, items);
    }

    private Node mapping(CollectionStartEvent start, int depth) throws Unreadable {
        requireTag(start.getTag(), line(start), column(start), "map");
        var entries = new LinkedHashMap<String, Node.Entry>();
        int size = 1;
        for (var event = parser.next();
                event.getEventId() != Event.ID.MappingEnd;
                event = parser.next()) {
            int line = line(event);
            int column = column(event);
            if (!(event instanceof ScalarEvent key)) {
                throw new Unreadable(
                        line, column, "", "must be a plain key", "write a name before the colon");
            }
            if (key.getAnchor().isPresent()) {
                throw new Unreadable(
                        line, column, key.getValue(), "is a key with an anchor", "take it away");
            }
            var value = node((NodeEvent) parser.next(), depth + 1);
            var twice = entries.put(key.getValue(), new Node.Entry(line, column, value));
            if (twice != null) {
                throw twice(key.getValue(), line, column, twice.line());
            }
            size += value.size();
        }
        return new Node.Mapping(line(start), column(start), size, entries);
    }

    static Unreadable twice(String key, int line, int column, int firstLine) {
        return new Unreadable(
                line,
                column,
                "'" + key + "'",
                "is given twice (first on line %d)".formatted(firstLine),
                "keep one of them");
    }

    private static void requireTag(Optional<String> tag, int line, int column, String... known)
            throws Unreadable {
        if (tag.isEmpty()) {
            return;
        }
        for (var name : known) {
            if (tag.get().equals("tag:yaml.org,2002:" + name)) {
                return;
            }
        }
        throw new Unreadable(
                line, column, tag.get(), "is a tag that has no meaning here", "take it away");
    }

    static Unreadable tooDeep(int line, int column) {
        return new Unreadable(
                line,
                column,
                "",
                "is nested more than %d levels deep".formatted(Limits.NESTING),
                "flatten the document");
    }

    static Unreadable tooLarge(int line, int column) {
        return new Unreadable(
                line,
                column,
                "",
                "makes the document larger than %d entries, aliases written out"
                        .formatted(Limits.DOCUMENT_NODES),
                "split the document, and do not nest aliases");
    }

    private Unreadable invalid(MarkedYamlEngineException e) {
        var mark = e.getProblemMark().or(e::getContextMark);
        int line = mark.map(Mark::getLine).orElse(0) + firstLine;
        int column = mark.map(Mark::getColumn).orElse(0) + 1;
        var problem = e.getProblem() == null ? e.getContext() : e.getProblem();
        return new Unreadable(
                line,
                column,
                "",
                "is not valid YAML: " + problem,
                "look at the indentation, quotes and brackets here and on the lines before");
    }

    private Unreadable unprintable(ReaderException e) {
        int end = Math.min(e.getPosition(), text.codePointCount(0, text.length()));
        var before = text.substring(0, text.offsetByCodePoints(0, Math.max(0, end)));
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        return new Unreadable(
                firstLine + lines,
                column,
                "",
                "holds the character U+%04X, which text files do not".formatted(e.getCodePoint()),
                "take it away");
    }

    private int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + firstLine;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
