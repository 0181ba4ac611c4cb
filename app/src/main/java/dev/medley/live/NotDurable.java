package dev.medley.live;

/// The journal could not keep a command. Nothing of it has happened.
public final class NotDurable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDurable(Exception cause) {
        super("The journal could not be written: " + cause.getMessage(), cause);
    }
}
