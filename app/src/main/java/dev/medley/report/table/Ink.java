package dev.medley.report.table;

/// How a cell is printed where the terminal has colours. Nothing is said by colour alone.
public enum Ink {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31"),
    ACCENT("36");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /// The text in this ink, or as it is without colour.
    public String paint(String text, boolean colour) {
        return colour && !code.isEmpty() && !text.isEmpty()
                ? "\u001b[" + code + "m" + text + "\u001b[0m"
                : text;
    }
}
