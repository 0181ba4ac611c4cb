package dev.medley.cli.terminal;

/// What a command's exit code says, zero aside.
public final class Exit {

    /// The answer is no.
    public static final int NO = 1;

    /// What was asked cannot be understood.
    public static final int BAD_INPUT = 2;

    /// Medley or the machine failed.
    public static final int FAULT = 3;

    private Exit() {}
}
