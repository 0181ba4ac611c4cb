package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import java.util.Locale;
import java.util.Set;

/// Reads shell: programs that are started, their options, packages that are installed, environment
/// variables. Comments, here-documents and what is only echoed are left out.
final class ShellReader {

    /// Words after which another program follows.
    private static final Set<String> BEFORE_PROGRAM =
            Set.of(
                    "sudo", "env", "nohup", "time", "exec", "xargs", "command", "then", "do",
                    "else", "if", "elif", "while", "until", "!", "{", "srun", "mpirun", "nice",
                    "timeout", "watch", "eval");

    private static final Set<String> ECHO = Set.of("echo", "printf");

    private final String text;
    private final int end;
    private final Clues clues;
    private int at;
    private String program = "";
    private String option = "";
    private boolean installing;
    private String heredoc = "";

    private ShellReader(String text, int start, int end, Clues clues) {
        this.text = text;
        this.at = start;
        this.end = end;
        this.clues = clues;
    }

    static void read(String text, Clues clues) {
        read(text, 0, text.length(), clues);
    }

    static void read(String text, int start, int end, Clues clues) {
        new ShellReader(text, start, end, clues).read();
    }

    private void read() {
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                fresh();
                skipHeredoc();
            } else if (c == '\\') {
                at += text.startsWith("\\\r\n", at) ? 3 : 2;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#') {
                int line = text.indexOf('\n', at);
                at = line < 0 || line > end ? end : line;
            } else if (";|&()`".indexOf(c) >= 0) {
                at++;
                fresh();
            } else if (c == '<' && text.startsWith("<<", at) && !text.startsWith("<<<", at)) {
                at += text.startsWith("<<-", at) ? 3 : 2;
                heredoc = plain(word());
            } else if (c == '<' || c == '>') {
                at++;
            } else {
                word(at, word());
            }
        }
    }

    private void fresh() {
        program = "";
        option = "";
        installing = false;
    }

    private void skipHeredoc() {
        if (heredoc.isEmpty()) {
            return;
        }
        while (at < end) {
            int line = text.indexOf('\n', at);
            int finish = line < 0 || line > end ? end : line;
            boolean last = text.substring(at, finish).strip().equals(heredoc);
            at = Math.min(end, finish + 1);
            if (last) {
                break;
            }
        }
        heredoc = "";
    }

    /// The raw word that begins here, quotes included.
    private String word() {
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        int start = at;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\\') {
                if (text.startsWith("\\\n", at)) {
                    break;
                }
                at += 2;
            } else if (c == '\'') {
                int close = text.indexOf('\'', at + 1);
                at = close < 0 || close >= end ? end : close + 1;
            } else if (c == '"') {
                at = doubleQuoted(at + 1);
            } else if (Character.isWhitespace(c) || ";|&()`<>".indexOf(c) >= 0) {
                break;
            } else {
                at++;
            }
        }
        at = Math.min(Math.max(at, start), end);
        return text.substring(start, at);
    }

    private int doubleQuoted(int from) {
        int i = from;
        while (i < end && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(end, i + 1);
    }

    private static String plain(String word) {
        return word.indexOf('"') < 0 && word.indexOf('\'') < 0
                ? word
                : word.replace("\"", "").replace("'", "");
    }

    private void word(int after, String raw) {
        if (raw.isEmpty()) {
            at = Math.max(at, after + 1);
            return;
        }
        int start = at - raw.length();
        variables(start, raw);
        var word = plain(raw);
        int equals = word.indexOf('=');
        boolean exporting = program.equals("export") || program.equals("declare");
        if ((program.isEmpty() || exporting) && equals > 0 && isName(word, equals)) {
            clues.clue(ClueKind.VARIABLE, word.substring(0, equals), program, start);
            value(word.substring(equals + 1), word.substring(0, equals), start + equals + 1);
        } else if (program.isEmpty()) {
            program(word, start);
        } else if (word.startsWith("-")) {
            option(word, start);
        } else {
            operand(word, start);
        }
    }

    private void program(String word, int start) {
        if (BEFORE_PROGRAM.contains(word) || word.startsWith("-")) {
            return;
        }
        program = word.substring(word.lastIndexOf('/') + 1);
        clues.clue(ClueKind.COMMAND, program, start);
    }

    private void option(String word, int start) {
        int equals = word.indexOf('=');
        option = equals < 0 ? word : word.substring(0, equals);
        clues.clue(ClueKind.OPTION, option, program, start);
        if (equals > 0) {
            value(word.substring(equals + 1), option, start + equals + 1);
            option = "";
        }
    }

    private void operand(String word, int start) {
        var given = option;
        option = "";
        if (ECHO.contains(program)) {
            return;
        }
        if (word.equals("install") || word.equals("add")) {
            installing = true;
        } else if (installing) {
            RequirementsReader.requirement(word, start, clues);
        } else if (given.equals("-e") || given.equals("--env")) {
            int equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            clues.clue(ClueKind.VARIABLE, name, program, start);
        } else if (program.equals("docker") || program.equals("podman")) {
            clues.clue(ClueKind.IMAGE, word, start);
        } else {
            value(word, given, start);
        }
    }

    /// What is given to a variable or an option; a word by itself may be the program of a wrapper.
    private void value(String word, String slot, int start) {
        clues.clue(
                ClueKind.TEXT, word, slot.replaceFirst("^-+", "").toLowerCase(Locale.ROOT), start);
        if (slot.isEmpty()) {
            clues.clue(ClueKind.COMMAND, word.substring(word.lastIndexOf('/') + 1), start);
        }
    }

    /// `$NAME` and `${NAME:-x}`; inside of quotes as well.
    private void variables(int start, String raw) {
        for (int i = raw.indexOf('$'); i >= 0; i = raw.indexOf('$', i + 1)) {
            int from = i + 1 < raw.length() && raw.charAt(i + 1) == '{' ? i + 2 : i + 1;
            int to = from;
            while (to < raw.length() && Words.isNamePart(raw.charAt(to))) {
                to++;
            }
            var name = raw.substring(from, to);
            if (Words.isVariable(name)) {
                clues.clue(ClueKind.VARIABLE, name, start + from);
            }
        }
    }

    private static boolean isName(String word, int to) {
        for (int i = 0; i < to; i++) {
            if (!Words.isNamePart(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
