package dev.medley.files;

import java.util.Comparator;

/// Something wrong with a file.
///
/// @param file path as the user gave it
/// @param line counted from 1, or 0 where the file as a whole is meant
/// @param column counted from 1, or 0 where the file as a whole is meant
/// @param field path within the document (`spec.pools[2].chip`), or "" for the whole document
/// @param value what stands there, shortened, or "" where nothing can be shown
/// @param rule what it breaks, a sentence that follows the value: `must be positive`
/// @param advice what to do, in the imperative, or ""
public record Problem(
        String file, int line, int column, String field, String value, String rule, String advice) {

    private static final int LONGEST_VALUE = 60;
    private static final int LONGEST_SENTENCE = 400;
    private static final int LONGEST_PATH = 4096;

    /// By file, then place.
    public static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file)
                    .thenComparingInt(Problem::line)
                    .thenComparingInt(Problem::column)
                    .thenComparing(Problem::field)
                    .thenComparing(Problem::rule);

    public Problem {
        file = shown(file, LONGEST_PATH);
        field = shown(field, LONGEST_SENTENCE);
        value = shown(value, LONGEST_VALUE);
        rule = shown(rule, LONGEST_SENTENCE);
        advice = shown(advice, LONGEST_SENTENCE);
    }

    /// On one line, without control characters: much of it comes from files, and goes to terminals.
    private static String shown(String text, int longest) {
        var cut = text.length() > longest + 1;
        var shown = new StringBuilder();
        text.codePoints()
                .limit(cut ? longest : longest + 1)
                .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '\uFFFD' : c)
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? '\uFFFD' : c)
                .forEach(shown::appendCodePoint);
        return cut ? shown + "…" : shown.toString();
    }

    /// One line: `work.yaml:12:9: spec.requestsPerSecond: -3 must be positive; write for example
    /// 12`.
    @Override
    public String toString() {
        var text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(": ");
        if (!field.isEmpty()) {
            text.append(field).append(": ");
        }
        if (!value.isEmpty()) {
            text.append(value).append(' ');
        }
        text.append(rule);
        if (!advice.isEmpty()) {
            text.append("; ").append(advice);
        }
        return text.toString();
    }
}
