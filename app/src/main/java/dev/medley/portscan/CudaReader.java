package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import java.util.regex.Pattern;

/// Reads C++ and CUDA: identifiers, what is included, launches of kernels and inline PTX. Comments
/// and strings are left out, except the text of `asm`.
final class CudaReader {

    /// Words of PTX that no other assembler shares.
    private static final Pattern PTX =
            Pattern.compile(
                    "\\.(?:[fubs](?:8|16|32|64)|bf16|pred|sync|global|shared|aligned)\\b|%laneid");

    private final String text;
    private final int end;
    private final Clues clues;
    private int at;
    private boolean assembler;

    private CudaReader(String text, int start, int end, Clues clues) {
        this.text = text;
        this.at = start;
        this.end = end;
        this.clues = clues;
    }

    static void read(String text, Clues clues) {
        read(text, 0, text.length(), clues);
    }

    static void read(String text, int start, int end, Clues clues) {
        new CudaReader(text, start, end, clues).read();
    }

    private void read() {
        boolean lineBegins = true;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\n') {
                lineBegins = true;
                at++;
                continue;
            }
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            if (c == '/' && starts("//")) {
                at = lineEnd();
            } else if (c == '/' && starts("/*")) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 || close > end ? end : close + 2;
            } else if (c == '#' && lineBegins) {
                directive();
            } else if (c == '"') {
                string();
            } else if (c == '\'') {
                character();
            } else if (Words.isNamePart(c)) {
                word(c);
            } else {
                if (c == '<' && starts("<<<")) {
                    clues.clue(ClueKind.SYNTAX, "launch", at);
                    at += 2;
                }
                assembler &= c != ';';
                at++;
            }
            lineBegins = false;
        }
    }

    private boolean starts(String word) {
        return at + word.length() <= end && text.startsWith(word, at);
    }

    private int lineEnd() {
        int line = text.indexOf('\n', at);
        return line < 0 || line > end ? end : line;
    }

    /// `#include` names a file; what other directives hold is code.
    private void directive() {
        at++;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (!starts("include")) {
            return;
        }
        at += "include".length();
        int line = lineEnd();
        int open = at;
        while (open < line && text.charAt(open) != '<' && text.charAt(open) != '"') {
            open++;
        }
        int close = open + 1;
        while (close < line && text.charAt(close) != '>' && text.charAt(close) != '"') {
            close++;
        }
        if (close < line) {
            clues.clue(ClueKind.INCLUDE, text.substring(open + 1, close), open + 1);
        }
        at = line;
    }

    private void word(char first) {
        int start = at;
        if (first >= '0' && first <= '9') {
            while (at < end
                    && (Words.isNamePart(text.charAt(at))
                            || text.charAt(at) == '\''
                            || text.charAt(at) == '.')) {
                at++;
            }
            return;
        }
        while (at < end && Words.isNamePart(text.charAt(at))) {
            at++;
        }
        var word = text.substring(start, at);
        if (at < end && text.charAt(at) == '"' && word.endsWith("R") && word.length() <= 3) {
            raw();
            return;
        }
        if (word.equals("asm") || word.equals("__asm__") || word.equals("__asm")) {
            assembler = true;
            return;
        }
        clues.clue(ClueKind.SYMBOL, word, start);
    }

    /// A raw string ends only with its own delimiter.
    private void raw() {
        int open = at + 1;
        while (open < end && text.charAt(open) != '(' && open - at < 20) {
            open++;
        }
        var closing = ")" + text.substring(at + 1, Math.min(end, open)) + "\"";
        int close = text.indexOf(closing, open);
        int finish = close < 0 || close > end ? end : close + closing.length();
        ptx(at, finish);
        at = finish;
    }

    private void string() {
        int start = at++;
        while (at < end && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(end, at + 1);
        ptx(start, at);
    }

    private void ptx(int start, int finish) {
        if (assembler && PTX.matcher(text).region(start, finish).find()) {
            clues.clue(ClueKind.SYNTAX, "ptx", start);
            assembler = false;
        }
    }

    private void character() {
        at++;
        while (at < end && text.charAt(at) != '\'' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(end, at + 1);
    }
}
