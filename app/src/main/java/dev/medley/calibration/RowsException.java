package dev.medley.calibration;

/// A file of rows or parameters that cannot be used at all; the message says what to do.
public final class RowsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RowsException(String message) {
        super(message);
    }
}
