package dev.medley.traces;

import java.util.List;

/// A trace that cannot be used.
public final class TraceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public TraceException(String problem) {
        this(List.of(problem));
    }

    public TraceException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// Each names file, line, field, value, rule and what to do.
    public List<String> problems() {
        return problems;
    }
}
