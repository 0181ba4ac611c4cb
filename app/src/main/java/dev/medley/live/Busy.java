package dev.medley.live;

/// The loop has more to do than it may promise, or is closing: ask again later.
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;

    Busy(String why) {
        super(why);
    }
}
