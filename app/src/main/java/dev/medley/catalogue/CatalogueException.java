package dev.medley.catalogue;

/// A file of the catalogue, or a model's `config.json`, that cannot be used as it is.
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_VALUE = 60;

    private final String file;
    private final int line;
    private final int column;
    private final String field;
    private final String value;
    private final String rule;
    private final String advice;

    CatalogueException(Place place, String field, String value, String rule, String advice) {
        super(message(place, field, shorten(value), rule, advice));
        this.file = place.file();
        this.line = place.line();
        this.column = place.column();
        this.field = field;
        this.value = shorten(value);
        this.rule = rule;
        this.advice = advice;
    }

    private static String message(
            Place place, String field, String value, String rule, String advice) {
        var what = new StringBuilder(place + ": ");
        if (!field.isEmpty()) {
            what.append("field '").append(field).append('\'');
            what.append(value.isEmpty() ? ": " : " is '" + value + "': ");
        } else if (!value.isEmpty()) {
            what.append('\'').append(value).append("': ");
        }
        return what.append(rule).append(' ').append(advice).toString();
    }

    /// A value as it can stand in a message: one line, printable, not too long.
    private static String shorten(String value) {
        var clean = new StringBuilder();
        value.codePoints()
                .limit(LONGEST_VALUE)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return value.codePointCount(0, value.length()) > LONGEST_VALUE
                ? clean + "..."
                : clean.toString();
    }

    public String file() {
        return file;
    }

    /// Line from 1, or 0 when the file as a whole is meant.
    public int line() {
        return line;
    }

    /// Column from 1, or 0 when the file as a whole is meant.
    public int column() {
        return column;
    }

    /// The field that is wrong, or "" when no single one is.
    public String field() {
        return field;
    }

    /// What the file says, shortened, or "" when it says nothing.
    public String value() {
        return value;
    }

    /// The rule that is broken, as a sentence.
    public String rule() {
        return rule;
    }

    /// What to do about it, as a sentence.
    public String advice() {
        return advice;
    }
}
