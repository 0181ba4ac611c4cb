package dev.medley.catalogue;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of a `config.json`, each under any of the names that architectures give it. A null
/// counts as absent. Needed fields that are absent are gathered, so that a refusal names them all.
final class ConfigFields {

    /// Above any real width, count or length.
    private static final int LARGEST = 100_000_000;

    private final Node.Block block;
    private final Node.@Nullable Block outer;
    private final Set<String> missing = new LinkedHashSet<>();
    private Map<String, Integer> assumed = Map.of();

    /// @param outer where to look when the block itself lacks a field, or null
    ConfigFields(Node.Block block, Node.@Nullable Block outer) {
        this.block = block;
        this.outer = outer;
    }

    /// Figures to take where the file says nothing.
    void assume(Map<String, Integer> figures) {
        assumed = Map.copyOf(figures);
    }

    Place place() {
        return block.place();
    }

    Set<String> missing() {
        return missing;
    }

    /// Marks a field as needed and absent.
    void miss(String name) {
        missing.add(name);
    }

    boolean has(String... names) {
        return find(names) != null;
    }

    /// A count under the first of the names that is there, or null.
    @Nullable Integer count(String... names) {
        for (var name : names) {
            var node = find(name);
            if (node != null) {
                return number(name, node);
            }
        }
        for (var name : names) {
            var figure = assumed.get(name);
            if (figure != null) {
                return figure;
            }
        }
        return null;
    }

    int countOr(int otherwise, String... names) {
        var count = count(names);
        return count == null ? otherwise : count;
    }

    /// A count that the architecture cannot do without; 1 stands in until the refusal.
    int need(String... names) {
        var count = count(names);
        if (count == null) {
            missing.add(String.join(" or ", names));
            return 1;
        }
        if (count == 0) {
            var name = present(names);
            throw wrong(name, value(name), "The field must be at least 1.");
        }
        return count;
    }

    String text(String otherwise, String... names) {
        for (var name : names) {
            if (find(name) instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
                return scalar.text();
            }
        }
        return otherwise;
    }

    boolean flag(boolean otherwise, String name) {
        var node = find(name);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
            return Boolean.parseBoolean(scalar.text());
        }
        throw wrong(name, node, "The field must be true or false.");
    }

    /// Texts of a list, or null when there is no such list.
    @Nullable List<String> texts(String name) {
        if (!(find(name) instanceof Node.Items items)) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (var item : items.values()) {
            if (!(item instanceof Node.Scalar scalar)) {
                throw wrong(name, item, "The list must hold single values.");
            }
            texts.add(scalar.text());
        }
        return texts;
    }

    /// Fields of an inner block, or null.
    @Nullable ConfigFields inner(String name) {
        return find(name) instanceof Node.Block inner ? new ConfigFields(inner, null) : null;
    }

    CatalogueException wrong(String name, Node node, String rule) {
        return new CatalogueException(
                node.place(),
                name,
                node.shown(),
                rule,
                "Compare it with the file that the model's maker published.");
    }

    Node value(String name) {
        var node = find(name);
        return node == null ? block : node;
    }

    private String present(String... names) {
        for (var name : names) {
            if (find(name) != null) {
                return name;
            }
        }
        return names[0];
    }

    private @Nullable Node find(String... names) {
        for (var name : names) {
            var node = find(block, name);
            if (node == null && outer != null) {
                node = find(outer, name);
            }
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    private static @Nullable Node find(Node.Block block, String name) {
        var entry = block.entries().get(name);
        if (entry == null
                || (entry.value() instanceof Node.Scalar scalar
                        && scalar.kind() == Node.Kind.NULL)) {
            return null;
        }
        return entry.value();
    }

    /// A number, or a list that repeats one number for every layer.
    private int number(String name, Node node) {
        return switch (node) {
            case Node.Scalar scalar -> single(name, scalar);
            case Node.Items items -> repeated(name, items);
            case Node.Block inner -> throw wrong(name, inner, "The field must be a whole number.");
        };
    }

    private int repeated(String name, Node.Items items) {
        @Nullable Integer same = null;
        for (var item : items.values()) {
            if (!(item instanceof Node.Scalar scalar)) {
                throw wrong(name, item, "The field must be a whole number.");
            }
            int next = single(name, scalar);
            if (same != null && same != next) {
                throw wrong(name, item, "The field must have one value for all layers.");
            }
            same = next;
        }
        if (same == null) {
            throw wrong(name, items, "The list must not be empty.");
        }
        return same;
    }

    private int single(String name, Node.Scalar scalar) {
        if (scalar.kind() == Node.Kind.NUMBER) {
            try {
                var number = new BigDecimal(scalar.text());
                boolean sane = Math.abs((long) number.precision() - number.scale()) < 20;
                if (sane
                        && number.signum() >= 0
                        && number.compareTo(BigDecimal.valueOf(LARGEST)) <= 0
                        && number.stripTrailingZeros().scale() <= 0) {
                    return number.intValueExact();
                }
            } catch (NumberFormatException _) {
                // Not a plain number: the complaint below says so.
            }
        }
        throw wrong(name, scalar, "The field must be a whole number from 0 to 100,000,000.");
    }
}
