package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import java.util.Locale;
import java.util.regex.Pattern;

/// Reads lists of required packages, one a line, as pip takes them (PEP 508).
final class RequirementsReader {

    private static final Pattern NAME =
            Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*(.*)");

    /// The version of a build for CUDA, as `2.4.0+cu121`.
    private static final Pattern CUDA_BUILD = Pattern.compile("\\+cu\\d");

    /// Where a package comes from that is given by its address.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:git\\+|https?:|file:|\\S+@\\s*git\\+).*?/([A-Za-z0-9._-]+?)(?:\\.git)?(?:[@#].*)?");

    private RequirementsReader() {}

    static void read(String text, Clues clues) {
        int start = 0;
        while (start < text.length()) {
            int line = text.indexOf('\n', start);
            int end = line < 0 ? text.length() : line;
            line(text.substring(start, end), start, clues);
            start = end + 1;
        }
    }

    private static void line(String line, int offset, Clues clues) {
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        var content = comment < 0 ? line : line.substring(0, comment);
        var word = content.strip();
        int start = offset + Math.max(0, content.indexOf(word));
        if (word.startsWith("-")) {
            clues.clue(ClueKind.OPTION, word.split("[ =]", 2)[0], "pip", start);
            source(word, start, clues);
            return;
        }
        if (!word.isEmpty()) {
            requirement(word, start, clues);
        }
    }

    /// One requirement: a name with bounds, or an address.
    static void requirement(String word, int offset, Clues clues) {
        if (word.startsWith("-") || word.length() > 300) {
            return;
        }
        var address = ADDRESS.matcher(word);
        if (word.contains("://") && address.matches()) {
            clues.clue(ClueKind.PACKAGE, normal(address.group(1)), offset);
            return;
        }
        var name = NAME.matcher(word);
        if (!name.matches()) {
            return;
        }
        clues.clue(ClueKind.PACKAGE, normal(name.group(1)), offset + name.start(1));
        if (CUDA_BUILD.matcher(name.group(2)).find()) {
            clues.clue(ClueKind.PACKAGE, normal(name.group(1)) + "+cu", offset + name.start(2));
        }
    }

    /// An index of packages that are built for CUDA.
    private static void source(String word, int offset, Clues clues) {
        int cuda = word.indexOf("/cu1");
        if (cuda > 0 && word.contains("://")) {
            clues.clue(ClueKind.PACKAGE, "index+cu", offset + cuda + 1);
        }
    }

    /// Names that differ in case, hyphens, dots and underscores are one (PEP 503).
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
