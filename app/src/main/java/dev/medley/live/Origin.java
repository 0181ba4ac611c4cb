package dev.medley.live;

/// Who gives a command, for the audit, and how a repetition of it is known.
///
/// @param by name of the token's owner, or of the part of the server that speaks
/// @param tenant whom the speaker speaks for; empty for the server and its operators
/// @param key idempotency key, unique per speaker; empty if the command is never repeated
/// @param digest of what was asked under the key: the same key with another digest is refused
public record Origin(String by, String tenant, String key, String digest) {

    /// What an executor has seen.
    public static final Origin EXECUTOR = new Origin("executor", "", "", "");

    /// The server's own clock.
    public static final Origin CLOCK = new Origin("clock", "", "", "");

    /// What the server does when it starts.
    public static final Origin START = new Origin("start", "", "", "");

    /// Somebody outside, whose refused commands are kept as well.
    public boolean isPerson() {
        return !equals(EXECUTOR) && !equals(CLOCK) && !equals(START);
    }

    /// Somebody who may repeat the command.
    public boolean repeatable() {
        return !key.isEmpty();
    }
}
