package dev.medley.catalogue;

import dev.medley.core.catalog.Likeness;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Takes the fields of one block one after another, checks each, and at the end complains about
/// those that nobody asked for.
final class Fields {

    /// Above any figure of the catalogue; catches a slipped exponent.
    private static final double LARGEST = 1e16;

    private final Node.Block block;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Node.Block block, String path) {
        this.block = block;
        this.path = path;
    }

    Place place() {
        return block.place();
    }

    /// Names in the block, whether or not they were taken.
    Set<String> names() {
        return block.entries().keySet();
    }

    /// Everything in the block, taken or not.
    Map<String, Node.Entry> entries() {
        return block.entries();
    }

    boolean has(String name) {
        known.add(name);
        return block.entries().containsKey(name);
    }

    @Nullable Node take(String name) {
        known.add(name);
        var entry = block.entries().get(name);
        if (entry == null) {
            return null;
        }
        if (entry.value() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL) {
            throw wrong(
                    name, entry.value(), "The field has no value.", "Leave an unknown field out.");
        }
        return entry.value();
    }

    @Nullable String textOrNull(String name) {
        var node = take(name);
        return node == null ? null : scalarText(name, node);
    }

    String text(String name) {
        var text = textOrNull(name);
        if (text == null) {
            throw missing(name);
        }
        if (text.isBlank()) {
            throw wrong(name, block, "The field must not be empty.", "Give it a text.");
        }
        return text;
    }

    String textOr(String name, String otherwise) {
        var text = textOrNull(name);
        return text == null ? otherwise : text;
    }

    List<String> texts(String name) {
        var node = take(name);
        if (node == null) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (var item : items(name, node)) {
            texts.add(scalarText(name, item));
        }
        return texts;
    }

    /// A positive number, or null when the field is absent: unknown is never zero.
    @Nullable Double positiveOrNull(String name) {
        var node = take(name);
        return node == null ? null : positive(name, node);
    }

    double positive(String name) {
        var value = positiveOrNull(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    int count(String name, int least) {
        var value = countOrNull(name, least);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    int countOr(String name, int least, int otherwise) {
        var value = countOrNull(name, least);
        return value == null ? otherwise : value;
    }

    @Nullable Integer countOrNull(String name, int least) {
        var node = take(name);
        if (node == null) {
            return null;
        }
        var number = number(name, node);
        if (number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(1_000_000_000L)) > 0) {
            throw wrong(
                    name,
                    node,
                    "The field must be a whole number from %d to 1,000,000,000.".formatted(least),
                    "Correct it, or leave it out when it is unknown.");
        }
        return number.intValueExact();
    }

    @Nullable Boolean flagOrNull(String name) {
        var node = take(name);
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
            return Boolean.valueOf(scalar.text());
        }
        throw wrong(name, node, "The field must be true or false.", "Write true or false.");
    }

    boolean flag(String name, boolean otherwise) {
        var flag = flagOrNull(name);
        return flag == null ? otherwise : flag;
    }

    /// One of an enum's constants, written in lower case.
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        var text = text(name);
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        var choices = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            choices.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw wrong(
                name,
                valueOf(name),
                "The field must be one of " + String.join(", ", choices) + ".",
                "Write one of them, in lower case.");
    }

    @Nullable Fields blockOrNull(String name) {
        var node = take(name);
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Block inner) {
            return new Fields(inner, named(name) + ".");
        }
        throw wrong(name, node, "The field must be a block of named fields.", "Indent its fields.");
    }

    /// The blocks of a list.
    List<Fields> blocks(String name) {
        var node = take(name);
        if (node == null) {
            return List.of();
        }
        var blocks = new ArrayList<Fields>();
        for (var item : items(name, node)) {
            if (!(item instanceof Node.Block inner)) {
                throw wrong(
                        name,
                        item,
                        "Every item must be a block of named fields.",
                        "Begin each with '- ' and a field.");
            }
            blocks.add(new Fields(inner, named(name) + "[" + blocks.size() + "]."));
        }
        return blocks;
    }

    /// Complains about the first field that was not asked for.
    void finish() {
        for (var entry : block.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new CatalogueException(
                        entry.getValue().place(),
                        named(entry.getKey()),
                        entry.getValue().value().shown(),
                        "No such field is known here.",
                        advice(entry.getKey()));
            }
        }
    }

    private String advice(String name) {
        var best = "";
        double likeness = 0.5;
        for (var candidate : known) {
            double alike = Likeness.of(name, candidate);
            if (alike > likeness) {
                likeness = alike;
                best = candidate;
            }
        }
        return best.isEmpty()
                ? "Known fields: " + String.join(", ", known) + "."
                : "Maybe '" + best + "'?";
    }

    CatalogueException missing(String name) {
        return new CatalogueException(
                block.place(),
                named(name),
                "",
                "The field is missing.",
                "Add it to the block that begins here.");
    }

    CatalogueException wrong(String name, Node node, String rule, String advice) {
        return new CatalogueException(
                node.place(),
                named(name),
                node.place().equals(block.place()) ? "" : node.shown(),
                rule,
                advice);
    }

    /// The place of a field's value, or of the block when it is absent.
    Node valueOf(String name) {
        var entry = block.entries().get(name);
        return entry == null ? block : entry.value();
    }

    private String named(String name) {
        return path + name;
    }

    private List<Node> items(String name, Node node) {
        if (node instanceof Node.Items items) {
            return items.values();
        }
        throw wrong(
                name, node, "The field must be a list.", "Write it as [a, b] or as '- ' lines.");
    }

    private String scalarText(String name, Node node) {
        if (node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
            return scalar.text();
        }
        throw wrong(name, node, "The field must be a text.", "Write a single value.");
    }

    double positive(String name, Node node) {
        double value = number(name, node).doubleValue();
        if (value > 0 && value <= LARGEST) {
            return value;
        }
        throw wrong(
                name,
                node,
                "The field must be a number above 0 and at most 1e16.",
                "Correct it, or leave it out when it is unknown.");
    }

    private BigDecimal number(String name, Node node) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER) {
            try {
                var number = new BigDecimal(scalar.text().replace("_", ""));
                if (Math.abs((long) number.precision() - number.scale()) < 400) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // YAML also calls .nan, .inf and 0x1F numbers; the complaint below covers them.
            }
        }
        throw wrong(
                name,
                node,
                "The field must be a plain decimal number.",
                "Write digits without quotes and units, or leave it out when it is unknown.");
    }
}
