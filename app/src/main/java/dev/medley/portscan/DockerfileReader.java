package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import java.util.Locale;
import java.util.regex.Pattern;

/// Reads Dockerfiles: base images, environment, and what is run, as shell.
final class DockerfileReader {

    private static final Pattern WORD = Pattern.compile("[^\\s\\\\]+");

    private final String text;
    private final Clues clues;

    private DockerfileReader(String text, Clues clues) {
        this.text = text;
        this.clues = clues;
    }

    static void read(String text, Clues clues) {
        new DockerfileReader(text, clues).read();
    }

    private void read() {
        int at = 0;
        while (at < text.length()) {
            int end = instructionEnd(at);
            int start = at;
            while (start < end && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            if (start < end && text.charAt(start) != '#') {
                instruction(start, end);
            }
            at = end + 1;
        }
    }

    /// The end of the line that is not continued; comments between continued lines belong to it.
    private int instructionEnd(int from) {
        int at = from;
        boolean continued = false;
        while (at < text.length()) {
            int line = text.indexOf('\n', at);
            int end = line < 0 ? text.length() : line;
            var content = text.substring(at, end).strip();
            boolean comment = content.startsWith("#");
            if (comment && !continued) {
                return end;
            }
            continued = content.endsWith("\\") || (continued && comment);
            if (!continued) {
                return end;
            }
            at = end + 1;
        }
        return text.length();
    }

    private void instruction(int start, int end) {
        int word = start;
        while (word < end && Character.isLetter(text.charAt(word))) {
            word++;
        }
        var name = text.substring(start, word).toUpperCase(Locale.ROOT);
        int rest = word;
        while (rest < end && (text.charAt(rest) == ' ' || text.charAt(rest) == '\t')) {
            rest++;
        }
        switch (name) {
            case "FROM" -> from(rest, end);
            case "ENV", "ARG" -> environment(rest, end);
            case "RUN" -> run(rest, end);
            case "CMD", "ENTRYPOINT" -> start(rest, end);
            default -> {}
        }
    }

    private void from(int start, int end) {
        var words = WORD.matcher(text).region(start, end);
        while (words.find()) {
            if (!words.group().startsWith("--")) {
                clues.clue(ClueKind.IMAGE, words.group(), words.start());
                return;
            }
        }
    }

    /// `ENV A=1 B=2`, and the older `ENV A 1`.
    private void environment(int start, int end) {
        boolean first = true;
        var words = WORD.matcher(text).region(start, end);
        while (words.find()) {
            var word = words.group();
            int equals = word.indexOf('=');
            if (equals > 0 || first) {
                var name = equals > 0 ? word.substring(0, equals) : word;
                clues.clue(ClueKind.VARIABLE, name, "ENV", words.start());
                if (equals > 0) {
                    int at = words.start() + equals + 1;
                    clues.clue(ClueKind.IMAGE, word.substring(equals + 1), at);
                }
            }
            first = false;
        }
    }

    private void run(int start, int end) {
        int shell = start;
        while (text.startsWith("--", shell)) {
            while (shell < end && !Character.isWhitespace(text.charAt(shell))) {
                shell++;
            }
            while (shell < end && Character.isWhitespace(text.charAt(shell))) {
                shell++;
            }
        }
        start(shell, end);
    }

    /// As shell, or as a list of words in brackets.
    private void start(int start, int end) {
        if (start >= end || text.charAt(start) != '[') {
            ShellReader.read(text, start, end, clues);
            return;
        }
        int at = start;
        var slot = "";
        while ((at = text.indexOf('"', at, end)) >= 0) {
            int close = text.indexOf('"', at + 1, end);
            if (close < 0) {
                return;
            }
            var word = text.substring(at + 1, close);
            if (word.indexOf(' ') >= 0) {
                ShellReader.read(text, at + 1, close, clues);
            } else if (word.startsWith("-")) {
                slot = word.replaceFirst("^-+", "");
            } else {
                clues.clue(ClueKind.COMMAND, word.substring(word.lastIndexOf('/') + 1), at + 1);
                clues.clue(ClueKind.TEXT, word, slot, at + 1);
                slot = "";
            }
            at = close + 1;
        }
    }
}
