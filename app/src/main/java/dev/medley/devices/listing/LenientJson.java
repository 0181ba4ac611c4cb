package dev.medley.devices.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what is meant as JSON and is not: commas missing or one too many, bare words as values
/// (`23%`, `N/A`), several objects one after another, text before and after. Every value becomes a
/// `String`, a `List` or a `Map`; whatever cannot be made out is passed over.
final class LenientJson {

    private static final int DEEPEST = 32;

    private final String text;
    private int at;

    private LenientJson(String text) {
        this.text = text;
    }

    /// The objects and lists at top level.
    static List<Object> read(String text) {
        var reader = new LenientJson(text);
        var values = new ArrayList<Object>();
        while (reader.skipTo("{[")) {
            values.add(reader.value(0));
        }
        return values;
    }

    private boolean skipTo(String marks) {
        while (at < text.length() && marks.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at < text.length();
    }

    private Object value(int depth) {
        char c = text.charAt(at);
        if (c == '{' && depth < DEEPEST) {
            return object(depth);
        }
        if (c == '[' && depth < DEEPEST) {
            return list(depth);
        }
        return c == '"' ? quoted() : bare();
    }

    private Map<String, Object> object(int depth) {
        var fields = new LinkedHashMap<String, Object>();
        at++;
        while (more('}')) {
            var name = text.charAt(at) == '"' ? quoted() : bare();
            skipBlank();
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                skipBlank();
                if (at < text.length() && ",}".indexOf(text.charAt(at)) < 0) {
                    fields.put(name, value(depth + 1));
                }
            }
        }
        return fields;
    }

    private List<Object> list(int depth) {
        var items = new ArrayList<Object>();
        at++;
        while (more(']')) {
            items.add(value(depth + 1));
        }
        return items;
    }

    /// Whether anything stands before the end, which is passed.
    private boolean more(char end) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == end) {
                at++;
                return false;
            }
            if (Character.isWhitespace(c) || c == ',' || c == ':' || c == '}' || c == ']') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipBlank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at++;
        return value.toString();
    }

    /// A word without quotes: to the next mark or the end of its line.
    private String bare() {
        int from = at;
        while (at < text.length() && ",:{}[]\"\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == from) {
            at++;
        }
        return text.substring(from, Math.min(at, text.length())).strip();
    }
}
