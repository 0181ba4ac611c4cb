package dev.medley.cli.terminal;

/// What stdout leads to.
public final class Screen {

    private Screen() {}

    /// Whether stdout is a terminal that shows colour.
    @SuppressWarnings("SystemConsoleNull") // Null to the compiler, whatever the JDK does.
    public static boolean colour() {
        var console = System.console();
        return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
    }
}
