package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

/// Reads CMake: the words of commands. Comments are left out, and so is what `message` prints.
final class CmakeReader {

    private final String text;
    private final Clues clues;
    private int at;

    private CmakeReader(String text, Clues clues) {
        this.text = text;
        this.clues = clues;
    }

    static void read(String text, Clues clues) {
        new CmakeReader(text, clues).read();
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                comment();
            } else if (Words.isNamePart(c)) {
                command();
            } else {
                at++;
            }
        }
    }

    /// To the end of the line, or of the brackets.
    private void comment() {
        if (at + 1 < text.length() && text.charAt(at + 1) == '[') {
            int before = at++;
            int close = bracketEnd();
            if (close >= 0) {
                at = close;
                return;
            }
            at = before;
        }
        int line = text.indexOf('\n', at);
        at = line < 0 ? text.length() : line;
    }

    /// The end of a bracket argument that begins here, or -1 if none does.
    private int bracketEnd() {
        int equals = at + 1;
        while (equals < text.length() && text.charAt(equals) == '=') {
            equals++;
        }
        if (equals >= text.length() || text.charAt(equals) != '[') {
            return -1;
        }
        var closing = "]" + "=".repeat(equals - at - 1) + "]";
        int close = text.indexOf(closing, equals);
        return close < 0 ? text.length() : close + closing.length();
    }

    private void command() {
        int start = at;
        while (at < text.length() && Words.isNamePart(text.charAt(at))) {
            at++;
        }
        var name = text.substring(start, at).toLowerCase(java.util.Locale.ROOT);
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '(') {
            return;
        }
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '(') {
                depth++;
                at++;
            } else if (c == ')') {
                at++;
                if (--depth == 0) {
                    return;
                }
            } else if (c == '#') {
                comment();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                argument(name);
            }
        }
    }

    private void argument(String command) {
        int start = at;
        if (text.charAt(at) == '[') {
            int close = bracketEnd();
            if (close >= 0) {
                at = close;
                return;
            }
        }
        if (text.charAt(at) == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(text.length(), at + 1);
            start++;
        } else {
            while (at < text.length()
                    && !Character.isWhitespace(text.charAt(at))
                    && "()#\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        at = Math.max(at, start + 1);
        if (command.equals("message")) {
            return;
        }
        int finish = Math.min(at, text.length());
        boolean quoted = finish > start && text.charAt(finish - 1) == '"';
        words(start, quoted ? finish - 1 : finish, command);
    }

    /// The argument, and the parts of a list or of references to variables inside it.
    private void words(int start, int finish, String command) {
        int from = start;
        for (int i = start; i <= finish; i++) {
            if (i == finish || ";${}/ =<>,".indexOf(text.charAt(i)) >= 0) {
                if (i > from && i - from <= 100) {
                    clues.clue(ClueKind.BUILD, text.substring(from, i), command, from);
                }
                from = i + 1;
            }
        }
    }
}
