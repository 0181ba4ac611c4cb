package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What the names of a Python file stand for: modules and what is imported from them.
///
/// One table for the whole file: an import inside a function counts everywhere. That finds a little
/// too much where one name is imported twice, and misses nothing.
final class PythonNames {

    private final PythonTokens tokens;
    private final Clues clues;
    private final Map<String, String> meanings = new HashMap<>();
    private boolean star;
    private boolean torch;

    private PythonNames(PythonTokens tokens, Clues clues) {
        this.tokens = tokens;
        this.clues = clues;
    }

    /// Reads all imports, handing out what is imported.
    static PythonNames of(PythonTokens tokens, Clues clues) {
        var names = new PythonNames(tokens, clues);
        boolean begins = true;
        for (int i = 0; i < tokens.size(); i++) {
            if (begins && tokens.is(i, "import")) {
                i = names.imports(i + 1);
            } else if (begins && tokens.is(i, "from")) {
                i = names.from(i + 1);
            }
            begins =
                    tokens.kind(i) == PythonTokens.NEWLINE
                            || tokens.is(i, ';')
                            || tokens.is(i, ':');
        }
        return names;
    }

    /// What a name stands for, or null where that is not known.
    @Nullable String meaning(String name) {
        var known = meanings.get(name);
        // After `from x import *` a name may come from anywhere; it is taken by its word.
        return known == null && star ? name : known;
    }

    /// `torch.` where the file imports PyTorch: a method of an unknown object is likelier its.
    String torch() {
        return torch ? "torch." : "";
    }

    /// `x = torch.cuda` gives another name.
    void means(String name, String meaning) {
        meanings.putIfAbsent(name, meaning);
    }

    /// `import a.b, c as d`.
    ///
    /// @return the last token that was read
    private int imports(int first) {
        int i = first;
        while (tokens.kind(i) == PythonTokens.NAME) {
            int start = tokens.start(i);
            int end = dotted(i);
            var module = join(i, end);
            clues.clue(ClueKind.MODULE, module, start);
            torch |= isTorch(module);
            i = end;
            if (tokens.is(i, "as")) {
                meanings.put(tokens.text(i + 1), module);
                i += 2;
            } else {
                int dot = module.indexOf('.');
                var root = dot < 0 ? module : module.substring(0, dot);
                meanings.putIfAbsent(root, root);
            }
            if (!tokens.is(i, ',')) {
                break;
            }
            i++;
        }
        return Math.max(first - 1, i - 1);
    }

    /// `from a.b import c as d, e`.
    private int from(int first) {
        int i = first;
        boolean relative = false;
        while (tokens.is(i, '.')) {
            relative = true;
            i++;
        }
        var module = "";
        if (tokens.kind(i) == PythonTokens.NAME && !tokens.is(i, "import")) {
            int end = dotted(i);
            module = join(i, end);
            i = end;
        }
        if (!tokens.is(i, "import")) {
            return Math.max(first - 1, i - 1);
        }
        i++;
        if (tokens.is(i, '(')) {
            i++;
        }
        while (tokens.kind(i) == PythonTokens.NAME
                || tokens.is(i, '*')
                || tokens.kind(i) == PythonTokens.NEWLINE) {
            if (tokens.kind(i) == PythonTokens.NEWLINE) {
                return i - 1;
            }
            i = imported(i, module, relative);
            if (!tokens.is(i, ',')) {
                break;
            }
            i++;
        }
        return i - 1;
    }

    private int imported(int at, String module, boolean relative) {
        var name = tokens.text(at);
        int next = at + 1;
        var alias = name;
        if (tokens.is(next, "as") && tokens.kind(next + 1) == PythonTokens.NAME) {
            alias = tokens.text(next + 1);
            next += 2;
        }
        if (relative) {
            // The project's own: it hides a package of that name.
            meanings.put(alias, "." + module + "." + name);
            return next;
        }
        clues.clue(ClueKind.MODULE, module + "." + name, tokens.start(at));
        torch |= isTorch(module);
        if (name.equals("*")) {
            star = true;
        } else {
            meanings.put(alias, module + "." + name);
        }
        return next;
    }

    private static boolean isTorch(String module) {
        return module.equals("torch") || module.startsWith("torch.");
    }

    /// The token behind a dotted name.
    private int dotted(int first) {
        int i = first + 1;
        while (tokens.is(i, '.') && tokens.kind(i + 1) == PythonTokens.NAME) {
            i += 2;
        }
        return i;
    }

    private String join(int from, int to) {
        var name = new StringBuilder();
        for (int i = from; i < to; i++) {
            name.append(tokens.text(i));
        }
        return name.toString();
    }
}
