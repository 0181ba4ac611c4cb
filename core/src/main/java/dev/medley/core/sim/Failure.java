package dev.medley.core.sim;

/// A scenario went wrong.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long atMs;
    private final String latest;

    /// @param atMs when
    /// @param latest what was decided just before, an event per line
    Failure(long atMs, String latest, RuntimeException cause) {
        super("At %d ms: %s".formatted(atMs, cause), cause);
        this.atMs = atMs;
        this.latest = latest;
    }

    public long atMs() {
        return atMs;
    }

    public String latest() {
        return latest;
    }

    /// What kind of failure it is: what it says, without names and numbers.
    String kind() {
        var what = getCause();
        var text = what == null ? "" : what.toString();
        return text.replaceAll("'[^']*'", "''").replaceAll("[A-Za-z]*[0-9][^ ]*", "0");
    }
}
