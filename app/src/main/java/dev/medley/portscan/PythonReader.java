package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Set;

/// Reads Python: imports, dotted names with aliases followed, methods, and strings by what they are
/// given to. Docstrings and what is printed, logged or raised is prose, not code.
final class PythonReader {

    private static final int LONGEST_TEXT = 200;

    /// Strings that follow one another, and brackets around one, beyond which nobody looks.
    private static final int MOST_JOINED = 500;

    private static final int DEEPEST = 50;

    private static final Set<String> KEYWORDS =
            Set.of(
                    "and",
                    "as",
                    "assert",
                    "async",
                    "await",
                    "break",
                    "class",
                    "continue",
                    "def",
                    "del",
                    "elif",
                    "else",
                    "except",
                    "finally",
                    "for",
                    "global",
                    "if",
                    "in",
                    "is",
                    "lambda",
                    "nonlocal",
                    "not",
                    "or",
                    "pass",
                    "raise",
                    "return",
                    "try",
                    "while",
                    "with",
                    "yield",
                    "None",
                    "True",
                    "False",
                    "import",
                    "from");

    private static final Set<String> PROSE =
            Set.of(
                    "print",
                    "info",
                    "debug",
                    "warning",
                    "warn",
                    "error",
                    "exception",
                    "critical",
                    "log",
                    "write",
                    "help",
                    "description",
                    "doc",
                    "skip",
                    "skipIf",
                    "title",
                    "rank0_print",
                    "print_rank_0",
                    "fail");

    private final String text;
    private final PythonTokens tokens;
    private final Clues clues;
    private final PythonNames names;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>();
    private String target = "";
    private String lastName = "";

    /// A bracket that is open.
    private static final class Frame {
        final char bracket;
        final @Nullable String callee;
        final boolean compared;
        String first = "";
        String keyword = "";

        Frame(char bracket, @Nullable String callee, boolean compared) {
            this.bracket = bracket;
            this.callee = callee;
            this.compared = compared;
        }
    }

    private PythonReader(String text, PythonTokens tokens, Clues clues) {
        this.text = text;
        this.tokens = tokens;
        this.clues = clues;
        this.names = PythonNames.of(tokens, clues);
    }

    static void read(String text, Clues clues) {
        new PythonReader(text, PythonLexer.tokens(text), clues).read();
    }

    private void read() {
        int i = 0;
        boolean begins = true;
        while (i < tokens.size()) {
            if (begins && (tokens.is(i, "import") || tokens.is(i, "from"))) {
                i = statementEnd(i);
                continue;
            }
            begins = false;
            switch (tokens.kind(i)) {
                case PythonTokens.NEWLINE -> {
                    frames.clear();
                    target = "";
                    lastName = "";
                    begins = true;
                    i++;
                }
                case PythonTokens.STRING -> {
                    string(i);
                    i++;
                }
                case PythonTokens.NAME -> i = name(i);
                case PythonTokens.OPERATOR -> {
                    operator(i);
                    begins = frames.isEmpty() && (tokens.is(i, ';') || tokens.is(i, ':'));
                    i++;
                }
                case PythonTokens.FIELD_OPENS -> {
                    frames.push(new Frame('{', "", false));
                    i++;
                }
                case PythonTokens.FIELD_CLOSES -> {
                    while (!frames.isEmpty() && frames.pop().bracket != '{') {
                        // Brackets left open inside the field.
                    }
                    i++;
                }
                default -> i++;
            }
        }
    }

    private int statementEnd(int from) {
        int i = from;
        while (i < tokens.size() && tokens.kind(i) != PythonTokens.NEWLINE && !tokens.is(i, ';')) {
            i++;
        }
        return i;
    }

    private void operator(int i) {
        char c = text.charAt(tokens.start(i));
        var top = frames.peek();
        if (tokens.end(i) - tokens.start(i) > 1) {
            return;
        }
        switch (c) {
            case '(', '[', '{' -> frames.push(opened(c, i));
            case ')', ']', '}' -> {
                if (top != null) {
                    frames.pop();
                }
            }
            case ',' -> {
                if (top != null) {
                    top.first = "";
                    top.keyword = "";
                }
            }
            case '=' -> {
                if (top == null) {
                    target = lastName;
                } else if (top.bracket == '(') {
                    top.keyword = top.first;
                }
            }
            case ':' -> {
                if (top != null
                        && top.bracket == '{'
                        && tokens.kind(i - 1) == PythonTokens.STRING) {
                    top.keyword = value(i - 1);
                }
            }
            default -> {}
        }
    }

    private Frame opened(char bracket, int i) {
        boolean compared = tokens.is(i - 1, "in");
        if (bracket != '(') {
            return new Frame(bracket, null, compared);
        }
        boolean call =
                tokens.kind(i - 1) == PythonTokens.NAME && !KEYWORDS.contains(tokens.text(i - 1));
        return new Frame(bracket, call ? callee(i - 1) : null, compared);
    }

    /// The dotted name that is called, as far as it is known; else its last part.
    private String callee(int last) {
        int first = last;
        while (tokens.is(first - 1, '.') && tokens.kind(first - 2) == PythonTokens.NAME) {
            first -= 2;
        }
        var meaning = tokens.is(first - 1, '.') ? null : names.meaning(tokens.text(first));
        return meaning == null ? tokens.text(last) : meaning + rest(first, last);
    }

    private String rest(int first, int last) {
        var rest = new StringBuilder();
        for (int i = first + 1; i <= last; i++) {
            rest.append(tokens.text(i));
        }
        return rest.toString();
    }

    /// A name and what follows it by dots.
    private int name(int first) {
        var word = tokens.text(first);
        if (KEYWORDS.contains(word)) {
            lastName = word.equals("return") || word.equals("yield") ? "return" : lastName;
            target = lastName.equals("return") ? "return" : target;
            return first + 1;
        }
        int last = first;
        while (tokens.is(last + 1, '.') && tokens.kind(last + 2) == PythonTokens.NAME) {
            last += 2;
        }
        var top = frames.peek();
        if (top != null && top.first.isEmpty()) {
            top.first = word;
        }
        if (top == null && !isAnnotation(first)) {
            lastName = tokens.text(last);
        }
        if (top != null && top.bracket == '(' && first == last && tokens.is(last + 1, '=')) {
            return last + 1;
        }
        var slot = tokens.is(last + 1, '(') ? "call" : "";
        boolean attribute = tokens.is(first - 1, '.');
        var meaning = attribute ? null : names.meaning(word);
        if (meaning != null) {
            var full = meaning + rest(first, last);
            if (clues.clue(ClueKind.NAME, full, slot, tokens.start(first))) {
                alias(first, last, full);
                return last + 1;
            }
            alias(first, last, full);
        }
        for (int i = attribute ? first : first + 2; i <= last; i += 2) {
            var called = tokens.is(i + 1, '(') ? names.torch() + "call" : "";
            clues.clue(ClueKind.METHOD, tokens.text(i), called, tokens.start(i));
        }
        return last + 1;
    }

    /// The type in `device: str = "cuda"`.
    private boolean isAnnotation(int i) {
        return tokens.is(i - 1, ':') && !lastName.isEmpty();
    }

    /// `x = a.b.c` and nothing else in the statement.
    private void alias(int first, int last, String meaning) {
        if (frames.isEmpty()
                && tokens.is(first - 1, '=')
                && tokens.kind(first - 2) == PythonTokens.NAME
                && (tokens.kind(first - 3) == PythonTokens.NEWLINE
                        || tokens.kind(first - 3) == PythonTokens.END)
                && tokens.kind(last + 1) == PythonTokens.NEWLINE) {
            names.means(tokens.text(first - 2), meaning);
        }
    }

    private String value(int i) {
        return PythonString.value(text, tokens.start(i), tokens.end(i));
    }

    private void string(int i) {
        boolean joined =
                tokens.kind(i - 1) == PythonTokens.STRING
                        || tokens.kind(i + 1) == PythonTokens.STRING;
        if (standsAlone(i)) {
            return;
        }
        var value = value(i);
        int begin = PythonString.begin(text, tokens.start(i), tokens.end(i));
        if (value.contains("__global__ ")) {
            CudaReader.read(
                    text, begin, PythonString.finish(text, tokens.start(i), tokens.end(i)), clues);
            return;
        }
        if (value.length() > LONGEST_TEXT || value.isEmpty()) {
            return;
        }
        var slot = slot(i);
        if (PROSE.contains(slot.substring(slot.lastIndexOf('.') + 1)) || raised(slot)) {
            return;
        }
        if (slot.startsWith("subprocess.") || slot.equals("os.system") || slot.equals("os.popen")) {
            ShellReader.read(
                    text, begin, PythonString.finish(text, tokens.start(i), tokens.end(i)), clues);
        } else if (slot.equals("install_requires") || slot.startsWith("extras_require")) {
            RequirementsReader.requirement(value, begin, clues);
        } else if (slot.equals("importlib.import_module") || slot.equals("__import__")) {
            clues.clue(ClueKind.MODULE, value, slot, tokens.start(i));
        } else if (!joined) {
            if (Words.isVariable(value)) {
                clues.clue(ClueKind.VARIABLE, value, slot, tokens.start(i));
            }
            clues.clue(ClueKind.TEXT, value, slot, tokens.start(i));
        }
    }

    private static boolean raised(String slot) {
        return slot.endsWith("Error") || slot.endsWith("Exception") || slot.endsWith("Warning");
    }

    /// A docstring, or another string that is a statement by itself.
    private boolean standsAlone(int i) {
        int first = i;
        while (tokens.kind(first - 1) == PythonTokens.STRING && i - first < MOST_JOINED) {
            first--;
        }
        int last = i;
        while (tokens.kind(last + 1) == PythonTokens.STRING && last - i < MOST_JOINED) {
            last++;
        }
        boolean begins =
                tokens.kind(first - 1) == PythonTokens.NEWLINE
                        || tokens.kind(first - 1) == PythonTokens.END
                        || (frames.isEmpty()
                                && target.isEmpty()
                                && (tokens.is(first - 1, ':') || tokens.is(first - 1, ';')));
        return begins && tokens.kind(last + 1) == PythonTokens.NEWLINE;
    }

    /// What a string is given to: a keyword, a function, a variable, a key, or a comparison.
    private String slot(int i) {
        if (tokens.is(i - 1, "==")
                || tokens.is(i - 1, "!=")
                || tokens.is(i + 1, "==")
                || tokens.is(i + 1, "!=")
                || tokens.is(i + 1, "in")
                || tokens.is(i - 1, "in")
                || (tokens.is(i + 1, "not") && tokens.is(i + 2, "in"))) {
            return "==";
        }
        int depth = 0;
        for (var frame : frames) {
            if (depth++ > DEEPEST) {
                break;
            }
            if (frame.compared) {
                return "==";
            }
            if (frame.bracket == '{' && tokens.is(i + 1, ':') && frame == frames.peek()) {
                return "key";
            }
            if (!frame.keyword.isEmpty()) {
                return frame.keyword;
            }
            if (frame.callee != null) {
                return frame.callee;
            }
        }
        return target;
    }
}
