package dev.medley.live.wire;

/// JSON that a journal keeps is not what this version of Medley can read.
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WireException(String message, Throwable cause) {
        super(message, cause);
    }

    WireException(String message) {
        super(message);
    }
}
