package dev.medley.files;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;

import dev.medley.core.units.Nearest;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// Says in Medley's words what the schema found, and where in the file it stands.
final class SchemaProblems {

    private static final JsonPointers SCHEMA = new JsonPointers(Schemas.text());

    private final Node.Mapping document;
    private final String file;

    SchemaProblems(Node.Mapping document, String file) {
        this.document = document;
        this.file = file;
    }

    Problem tell(Error error) {
        var steps = steps(error.getInstanceLocation());
        var keyword = error.getKeyword();
        return switch (keyword == null ? "" : keyword) {
            case "additionalProperties" -> unknownField(error, steps);
            case "propertyNames" -> wrongKey(error, steps);
            case "required" -> missingField(error, steps);
            case null, default -> wrongValue(error, steps);
        };
    }

    private Problem unknownField(Error error, List<String> steps) {
        var name = String.valueOf(error.getProperty());
        var known = new ArrayList<String>();
        var rules = SCHEMA.parent(error);
        if (rules != null && rules.get("properties") != null) {
            known.addAll(rules.get("properties").propertyNames());
        }
        var with = new ArrayList<>(steps);
        with.add(name);
        var place = Place.of(document, with, true);
        return new Problem(
                file,
                place.line(),
                place.column(),
                Place.path(with),
                "",
                "is no field of " + (steps.isEmpty() ? "a document" : Place.path(steps)),
                Nearest.advice(name, known));
    }

    private Problem wrongKey(Error error, List<String> steps) {
        var name = error.getProperty();
        var with = new ArrayList<>(steps);
        if (name != null) {
            with.add(name);
        }
        var place = Place.of(document, with, true);
        return new Problem(
                file,
                place.line(),
                place.column(),
                Place.path(steps),
                name == null ? "" : "'" + name + "'",
                "is a key that does not belong here",
                advice(SCHEMA.parent(error)));
    }

    private Problem missingField(Error error, List<String> steps) {
        var name = String.valueOf(error.getProperty());
        var place = Place.of(document, steps, false);
        var with = new ArrayList<>(steps);
        with.add(name);
        var rules = SCHEMA.parent(error);
        var properties = rules == null ? null : rules.get("properties");
        var field = properties == null ? null : SCHEMA.resolved(properties.get(name));
        var text = properties == null ? null : description(properties.get(name));
        var example = example(field);
        var advice =
                example != null
                        ? "write for example " + name + ": " + example
                        : text == null ? "add it" : "add it: " + text;
        return new Problem(
                file, place.line(), place.column(), Place.path(with), "", "is missing", advice);
    }

    private Problem wrongValue(Error error, List<String> steps) {
        var place = Place.of(document, steps, false);
        var rules = SCHEMA.parent(error);
        var node = Place.node(document, steps);
        var shown = node == null ? "" : node.shown();
        var rule = Rules.of(error, rules, node);
        return new Problem(
                file,
                place.line(),
                place.column(),
                Place.path(steps),
                shown,
                rule.rule(),
                rule.advice().isEmpty() ? advice(rules) : rule.advice());
    }

    private static String advice(@Nullable JsonNode rules) {
        var example = example(rules);
        return example == null ? "" : "write for example " + example;
    }

    /// The examples that the schema gives, as one would write them in YAML.
    private static @Nullable String example(@Nullable JsonNode rules) {
        if (rules == null || rules.get("examples") == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (var example : rules.get("examples")) {
            var plain = example.isString() && !example.asString().contains(" ");
            texts.add(
                    example.isString()
                            ? plain ? example.asString() : "'" + example.asString() + "'"
                            : number(example));
        }
        return String.join(" or ", texts);
    }

    private static String number(JsonNode example) {
        boolean whole =
                example.isNumber() && example.doubleValue() == Math.rint(example.asDouble());
        return whole && Math.abs(example.asDouble()) < 1e6
                ? String.valueOf(example.asLong())
                : example.toString().replace("\"", "").replace(".0E", "e").replace("E", "e");
    }

    private static @Nullable String description(@Nullable JsonNode field) {
        var text = field == null ? null : field.get("description");
        return text == null ? null : Rules.lowered(text.asString());
    }

    private static List<String> steps(NodePath path) {
        var steps = new ArrayList<String>();
        for (int i = 0; i < path.getNameCount(); i++) {
            steps.add(String.valueOf(path.getElement(i)));
        }
        return steps;
    }
}
