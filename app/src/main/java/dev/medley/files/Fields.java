package dev.medley.files;

import dev.medley.core.units.Dimension;
import dev.medley.core.units.Parsed;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The fields of one mapping whose types the schema has checked. A value that still cannot be bound
/// becomes a problem, and a harmless stand-in is answered, so that all problems of a document come
/// to light at once; a document with problems is thrown away afterwards.
final class Fields {

    private final Node.Mapping mapping;
    private final List<String> path;
    private final String file;
    private final Problems problems;

    Fields(Node.Mapping mapping, List<String> path, String file, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.file = file;
        this.problems = problems;
    }

    String file() {
        return file;
    }

    Collection<String> names() {
        return mapping.entries().keySet();
    }

    boolean has(String name) {
        return mapping.entries().containsKey(name);
    }

    private @Nullable Node node(String name) {
        var entry = mapping.entries().get(name);
        return entry == null ? null : entry.value();
    }

    /// Fields of a mapping inside, none where it is absent.
    Fields inside(String name) {
        var inside =
                node(name) instanceof Node.Mapping m
                        ? m
                        : new Node.Mapping(
                                mapping.line(), mapping.column(), 1, new LinkedHashMap<>());
        return new Fields(inside, with(name), file, problems);
    }

    /// Fields of the mappings in a list, none where it is absent.
    List<Fields> each(String name) {
        var all = new ArrayList<Fields>();
        if (node(name) instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                if (sequence.items().get(i) instanceof Node.Mapping inside) {
                    var at = new ArrayList<>(with(name));
                    at.add(String.valueOf(i));
                    all.add(new Fields(inside, at, file, problems));
                }
            }
        }
        return all;
    }

    String text(String name, String fallback) {
        return node(name) instanceof Node.Scalar scalar ? scalar.text() : fallback;
    }

    @Nullable String text(String name) {
        return node(name) instanceof Node.Scalar scalar ? scalar.text() : null;
    }

    boolean flag(String name, boolean fallback) {
        var text = text(name);
        return text == null ? fallback : text.equalsIgnoreCase("true");
    }

    double number(String name, double fallback) {
        return node(name) instanceof Node.Scalar scalar && isNumber(scalar)
                ? Scalars.number(scalar.text())
                : fallback;
    }

    int whole(String name, int fallback) {
        return (int) number(name, fallback);
    }

    @Nullable Integer whole(String name) {
        return has(name) ? (Integer) whole(name, 0) : null;
    }

    /// A quantity in base units, or null where it is absent.
    @Nullable Double quantity(String name, Dimension dimension, boolean zero, double most) {
        if (!(node(name) instanceof Node.Scalar scalar)) {
            return null;
        }
        if (isNumber(scalar) && dimension.takesPlainNumbers()) {
            return Scalars.number(scalar.text());
        }
        var parsed = zero ? dimension.parse(scalar.text()) : dimension.parsePositive(scalar.text());
        var value = valueOr(name, parsed, null);
        if (value != null && value > most) {
            wrong(name, "must be at most " + dimension.print(most), dimension.example());
        }
        return value;
    }

    double quantity(String name, Dimension dimension, double fallback) {
        var most = dimension == Dimension.SHARE ? 1 : 1e18;
        var value = quantity(name, dimension, dimension == Dimension.SHARE, most);
        return value == null ? fallback : value;
    }

    /// Hours of a time, or null where it is absent.
    @Nullable Double hours(String name) {
        var seconds = quantity(name, Dimension.TIME, false, 3.2e10);
        return seconds == null ? null : (Double) (seconds / 3600);
    }

    /// A day, or null where it is absent or wrong.
    @Nullable LocalDate day(String name) {
        var text = text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            wrong(name, "is no day of the calendar", "write for example 2026-11-30");
            return null;
        }
    }

    /// The value read, or the stand-in after telling what is wrong.
    <T> @Nullable T valueOr(String name, Parsed<T> parsed, @Nullable T standIn) {
        return switch (parsed) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Wrong<T>(String rule, String advice) -> {
                wrong(name, rule, advice);
                yield standIn;
            }
        };
    }

    /// Whether the value is written as a number, not as a text with a unit.
    boolean isNumber(String name) {
        return node(name) instanceof Node.Scalar scalar && isNumber(scalar);
    }

    private static boolean isNumber(Node.Scalar scalar) {
        return switch (scalar.type()) {
            case INTEGER, NUMBER -> true;
            case STRING, BOOLEAN, NULL -> false;
        };
    }

    /// Texts of a list, with the path of each.
    List<Item> items(String name) {
        if (!(node(name) instanceof Node.Sequence sequence)) {
            return List.of();
        }
        var items = new ArrayList<Item>(sequence.items().size());
        for (int i = 0; i < sequence.items().size(); i++) {
            if (sequence.items().get(i) instanceof Node.Scalar scalar) {
                items.add(new Item(scalar.text(), i));
            }
        }
        return items;
    }

    /// One text of a list.
    record Item(String text, int index) {}

    void wrong(String name, String rule, String advice) {
        tell(with(name), rule, advice);
    }

    void wrong(String name, Item item, String rule, String advice) {
        var at = new ArrayList<>(with(name));
        at.add(String.valueOf(item.index()));
        tell(at, rule, advice);
    }

    private void tell(List<String> at, String rule, String advice) {
        var within = at.subList(path.size(), at.size());
        var place = Place.of(mapping, within, false);
        var node = Place.node(mapping, within);
        problems.add(
                new Problem(
                        file,
                        place.line(),
                        place.column(),
                        Place.path(at),
                        node == null ? "" : node.shown(),
                        rule,
                        advice));
    }

    /// Where a field stands, and what it is called, for checks that come later.
    Mention mention(Mention.Of of, String name) {
        var at = Place.of(mapping, List.of(name), false);
        var field = Place.path(with(name)).intern();
        return new Mention(of, text(name, ""), field, -1, file, at.line(), at.column());
    }

    /// The same for every text of a list.
    List<Mention> mentions(Mention.Of of, String name) {
        var mentions = new ArrayList<Mention>();
        var field = Place.path(with(name)).intern();
        if (node(name) instanceof Node.Sequence sequence) {
            for (var item : items(name)) {
                var at = sequence.items().get(item.index());
                mentions.add(
                        new Mention(
                                of,
                                item.text(),
                                field,
                                item.index(),
                                file,
                                at.line(),
                                at.column()));
            }
        }
        return mentions;
    }

    private List<String> with(String name) {
        var with = new ArrayList<>(path);
        with.add(name);
        return with;
    }

    /// Entries of a mapping of numbers, none where it is absent.
    Map<String, Double> numbers(String name) {
        var numbers = new TreeMap<String, Double>();
        var inside = inside(name);
        for (var key : inside.names()) {
            numbers.put(key, inside.number(key, 1));
        }
        return numbers;
    }
}
