package dev.medley.files;

/// A document that cannot be read as YAML or JSON; what follows it in the same part of the file is
/// lost, so reading that part ends here.
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String value;
    private final String rule;
    private final String advice;

    Unreadable(int line, int column, String value, String rule, String advice) {
        super(rule, null, false, false);
        this.line = line;
        this.column = column;
        this.value = value;
        this.rule = rule;
        this.advice = advice;
    }

    Problem in(String file) {
        return new Problem(file, line, column, "", value, rule, advice);
    }
}
