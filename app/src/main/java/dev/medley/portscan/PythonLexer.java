package dev.medley.portscan;

/// Cuts Python into tokens: names, numbers, strings, operators, ends of logical lines.
///
/// Comments are left out. Strings of every prefix and quote are one token each; the code in the
/// fields of f-strings (PEP 498, and nested as PEP 701 allows) follows as tokens of its own. Broken
/// code never stops it: an open single-quoted string ends with its line, an open field is taken as
/// text. Indentation is of no interest here.
final class PythonLexer {

    /// Deeper fields of f-strings are taken as text.
    private static final int DEEPEST = 8;

    /// Characters that may be read in vain; then fields are text. It bounds what broken code costs.
    private static final long WASTE_LIMIT = 100_000;

    private final String text;
    private final PythonTokens tokens;
    private int at;
    private long wasted;

    private PythonLexer(String text) {
        this.text = text;
        this.tokens = new PythonTokens(text);
    }

    static PythonTokens tokens(String text) {
        var lexer = new PythonLexer(text);
        lexer.code(text.length(), false, 0);
        lexer.tokens.add(PythonTokens.NEWLINE, text.length(), text.length());
        return lexer.tokens;
    }

    /// Reads code up to an end, or in a field up to what closes it.
    ///
    /// @return whether a field was closed
    private boolean code(int end, boolean field, int depth) {
        int brackets = 0;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\n') {
                if (brackets == 0 && !field) {
                    tokens.add(PythonTokens.NEWLINE, at, at + 1);
                }
                at++;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\uFEFF') {
                at++;
            } else if (c == '#') {
                int line = text.indexOf('\n', at);
                at = line < 0 || line > end ? end : line;
            } else if (c == '\\') {
                at += text.startsWith("\\\r\n", at) ? 3 : 2;
            } else if (c == '"' || c == '\'') {
                string(at, at, end, depth);
            } else if (Character.isJavaIdentifierStart(c) && c != '$') {
                name(end, depth);
            } else if (c >= '0' && c <= '9') {
                number(end);
            } else {
                if (field && brackets == 0 && closesField(c)) {
                    return true;
                }
                brackets = Math.max(0, brackets + bracket(c));
                operator(c, end);
            }
        }
        return false;
    }

    private static int bracket(char c) {
        return switch (c) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }

    private boolean closesField(char c) {
        return c == '}' || c == ':' || (c == '!' && !text.startsWith("!=", at));
    }

    private void operator(char c, int end) {
        boolean two =
                at + 1 < end
                        && ((text.charAt(at + 1) == '=' && "=!<>+-*/%&|^:@".indexOf(c) >= 0)
                                || text.startsWith("->", at)
                                || text.startsWith("**", at)
                                || text.startsWith("//", at));
        int length = two ? 2 : 1;
        tokens.add(PythonTokens.OPERATOR, at, at + length);
        at += length;
    }

    private void name(int end, int depth) {
        int start = at;
        while (at < end && isNamePart(text.charAt(at))) {
            at++;
        }
        if (at < end && (text.charAt(at) == '"' || text.charAt(at) == '\'') && isPrefix(start)) {
            string(start, at, end, depth);
        } else {
            tokens.add(PythonTokens.NAME, start, at);
        }
    }

    private boolean isPrefix(int start) {
        for (int i = start; i < at; i++) {
            if ("rbuftRBUFT".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return at - start <= 2;
    }

    private static boolean isNamePart(char c) {
        return c < 128
                ? (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || c == '_'
                        || (c >= '0' && c <= '9')
                : Character.isJavaIdentifierPart(c);
    }

    private void number(int end) {
        int start = at;
        while (at < end && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        tokens.add(PythonTokens.NUMBER, start, at);
    }

    /// @param start of the prefix
    /// @param quote of the first quote
    private void string(int start, int quote, int end, int depth) {
        char mark = text.charAt(quote);
        boolean three =
                quote + 2 < end && text.charAt(quote + 1) == mark && text.charAt(quote + 2) == mark;
        boolean formatted = false;
        for (int i = start; i < quote; i++) {
            char p = text.charAt(i);
            formatted |= p == 'f' || p == 'F' || p == 't' || p == 'T';
        }
        at = quote + (three ? 3 : 1);
        int token = tokens.add(PythonTokens.STRING, start, at);
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (c == mark && (!three || closes(mark, end))) {
                at += three ? 3 : 1;
                break;
            } else if (c == '\n' && !three) {
                break;
            } else if (formatted && c == '{') {
                field(three, end, depth);
            } else {
                at++;
            }
        }
        at = Math.min(at, end);
        tokens.ends(token, at);
    }

    private boolean closes(char mark, int end) {
        return at + 2 < end && text.charAt(at + 1) == mark && text.charAt(at + 2) == mark;
    }

    /// The code of a field, then its format as text. What does not close is taken as text.
    private void field(boolean three, int end, int depth) {
        int open = at;
        if (text.startsWith("{{", at)) {
            at += 2;
            return;
        }
        int line = three ? end : lineEnd(end);
        int mark = tokens.add(PythonTokens.FIELD_OPENS, at, at + 1);
        at++;
        if (depth >= DEEPEST || wasted > WASTE_LIMIT || !code(line, true, depth + 1)) {
            wasted += at - open;
            tokens.back(mark);
            at = open + 1;
            return;
        }
        int nested = 0;
        while (at < line && (text.charAt(at) != '}' || nested > 0)) {
            nested += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            at++;
        }
        at = Math.min(line, at + 1);
        tokens.add(PythonTokens.FIELD_CLOSES, at, at);
    }

    private int lineEnd(int end) {
        int line = text.indexOf('\n', at);
        return line < 0 || line > end ? end : line;
    }
}
