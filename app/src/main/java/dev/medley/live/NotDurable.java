package dev.medley.live;

/// The journal could not keep a command.
public final class NotDurable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean certain;

    /// @param certain whether it is known that nothing of it has happened; otherwise the journal
    ///   cannot be reached to say so
    NotDurable(Exception cause, boolean certain) {
        super("The journal could not be written: " + cause.getMessage(), cause);
        this.certain = certain;
    }

    public boolean certain() {
        return certain;
    }
}
