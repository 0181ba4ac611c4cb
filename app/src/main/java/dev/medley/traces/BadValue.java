package dev.medley.traces;

/// What is wrong with a value, in words.
final class BadValue {

    private static final int LONGEST = 60;

    private BadValue() {}

    /// The field, the value (shortened, and nothing in it that steers a terminal), the rule that it
    /// breaks, and what to do.
    static String problem(String field, String value, String rule, String advice) {
        var shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        return "%s: '%s' %s; %s"
                .formatted(field, shown.replaceAll("\\p{Cntrl}", "�"), rule, advice);
    }
}
