package dev.medley.portscan;

/// What a Python string literal holds, as far as that is known without running it.
final class PythonString {

    private PythonString() {}

    /// Where the content begins.
    static int begin(String text, int start, int end) {
        int at = quote(text, start, end);
        if (at >= end) {
            return end;
        }
        return Math.min(end, at + (three(text, at, end) ? 3 : 1));
    }

    /// Where the content ends.
    static int finish(String text, int start, int end) {
        int quote = quote(text, start, end);
        if (quote >= end) {
            return end;
        }
        int width = three(text, quote, end) ? 3 : 1;
        int begin = quote + width;
        boolean closed =
                end - width >= begin && text.startsWith(text.substring(quote, begin), end - width);
        return closed ? end - width : Math.max(begin, end);
    }

    /// The content with fields of f-strings written as `{}`.
    static String value(String text, int start, int end) {
        var content = text.substring(begin(text, start, end), finish(text, start, end));
        boolean formatted = false;
        for (int i = start; i < quote(text, start, end); i++) {
            formatted |= "fFtT".indexOf(text.charAt(i)) >= 0;
        }
        return formatted && content.indexOf('{') >= 0 ? withoutFields(content) : content;
    }

    private static String withoutFields(String content) {
        var value = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '{') {
                value.append(depth++ == 0 ? "{" : "");
            } else if (c == '}' && depth > 0) {
                value.append(--depth == 0 ? "}" : "");
            } else if (depth == 0) {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static int quote(String text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) != '"' && text.charAt(at) != '\'') {
            at++;
        }
        return at;
    }

    private static boolean three(String text, int quote, int end) {
        char mark = text.charAt(quote);
        return quote + 2 < end && text.charAt(quote + 1) == mark && text.charAt(quote + 2) == mark;
    }
}
