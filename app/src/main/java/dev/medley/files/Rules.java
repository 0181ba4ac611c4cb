package dev.medley.files;

import com.networknt.schema.Error;

import dev.medley.core.units.Deadline;
import dev.medley.core.units.Dimension;
import dev.medley.core.units.Growth;
import dev.medley.core.units.Money;
import dev.medley.core.units.Nearest;
import dev.medley.core.units.Parsed;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Words for the rules of the schema.
final class Rules {

    /// @param advice `""` to fall back on the schema's examples
    record Rule(String rule, String advice) {}

    private Rules() {}

    static Rule of(Error error, @Nullable JsonNode rules, @Nullable Node node) {
        var keyword = String.valueOf(error.getKeyword());
        var limit = rules == null ? null : rules.get(keyword);
        return switch (keyword) {
            case "type" -> type(limit, rules, node);
            case "exclusiveMinimum" ->
                    new Rule(isZero(limit) ? "must be positive" : "must be more than " + limit, "");
            case "minimum" ->
                    new Rule(
                            isZero(limit) ? "must not be negative" : "must be at least " + limit,
                            "");
            case "maximum" -> new Rule("must be at most " + plain(limit), "");
            case "enum" -> oneOf(limit, node);
            case "const" -> new Rule("must be " + text(limit), "");
            case "pattern" -> pattern(rules, node);
            case "minLength" -> new Rule("must not be empty", "");
            case "maxLength" -> new Rule("must have at most " + limit + " characters", "");
            case "minItems" -> new Rule("must have at least " + limit + " entry", "");
            case "maxItems" -> new Rule("must have at most " + limit + " entries", "");
            case "maxProperties" -> new Rule("must have at most " + limit + " fields", "");
            case "uniqueItems" -> new Rule("must not name anything twice", "keep one of them");
            default -> new Rule("breaks the rule: " + error.getMessage(), "");
        };
    }

    private static Rule oneOf(@Nullable JsonNode values, @Nullable Node node) {
        var known = new ArrayList<String>();
        if (values != null) {
            values.forEach(value -> known.add(value.asString()));
        }
        var written = node instanceof Node.Scalar scalar ? scalar.text() : "";
        return new Rule(
                "must be one of " + String.join(", ", known), Nearest.advice(written, known));
    }

    private static Rule type(
            @Nullable JsonNode types, @Nullable JsonNode rules, @Nullable Node node) {
        boolean number =
                node instanceof Node.Scalar scalar
                        && (scalar.type() == Node.Scalar.Type.INTEGER
                                || scalar.type() == Node.Scalar.Type.NUMBER);
        var format = rules == null ? null : rules.get("format");
        return number && format != null
                ? pattern(rules, node)
                : new Rule("must be " + types(types), "");
    }

    private static Rule pattern(@Nullable JsonNode rules, @Nullable Node node) {
        var format = rules == null ? null : rules.get("format");
        var text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        if (format != null && quantity(format.asString(), text) instanceof Parsed.Wrong<?> w) {
            return new Rule(w.rule(), w.advice());
        }
        var description = rules == null ? null : rules.get("description");
        return new Rule(
                description == null
                        ? "is not written as it should be"
                        : "must be " + lowered(description.asString()),
                "");
    }

    private static Parsed<?> quantity(String format, String text) {
        return switch (format) {
            case "medley-share" -> Dimension.SHARE.parse(text);
            case "medley-tokens" -> Dimension.TOKENS.parsePositive(text);
            case "medley-request-rate" -> Dimension.REQUEST_RATE.parsePositive(text);
            case "medley-size" -> Dimension.BYTES.parsePositive(text);
            case "medley-time" -> Dimension.TIME.parsePositive(text);
            case "medley-deadline" -> Deadline.parseHours(text, LocalDate.MIN);
            case "medley-growth" -> Growth.parsePerMonth(text);
            case "medley-money-per-hour" -> Money.parse(text, Money.Per.HOUR, "CNY", List.of());
            case "medley-money-per-kwh" -> Money.parse(text, Money.Per.KWH, "CNY", List.of());
            default -> Parsed.value(text);
        };
    }

    /// A description as the end of a sentence.
    static String lowered(String description) {
        var first = description.strip();
        if (first.endsWith(".")) {
            first = first.substring(0, first.length() - 1);
        }
        return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }

    private static boolean isZero(@Nullable JsonNode limit) {
        return limit != null && limit.asDouble() == 0;
    }

    private static String plain(@Nullable JsonNode limit) {
        if (limit == null) {
            return "what the schema says";
        }
        double value = limit.asDouble();
        return value == Math.rint(value) && value < 1e15
                ? String.valueOf((long) value)
                : limit.toString();
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "what the schema says" : "'" + value.asString() + "'";
    }

    private static String types(@Nullable JsonNode types) {
        if (types == null) {
            return "of another type";
        }
        var names = new ArrayList<String>();
        if (types.isArray()) {
            types.forEach(type -> names.add(type(type.asString())));
        } else {
            names.add(type(types.asString()));
        }
        return String.join(" or ", names);
    }

    private static String type(String type) {
        return switch (type) {
            case "object" -> "a mapping of fields";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }
}
