package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Set;

/// Reads YAML: keys, values by their key, images, environment, packages, and commands as shell.
///
/// Events are read one by one, so aliases cannot blow anything up. What is no YAML, such as a
/// template, is read line by line for keys and plain values.
final class YamlReader {

    private static final Set<String> SHELL =
            Set.of(
                    "command",
                    "args",
                    "run",
                    "script",
                    "cmd",
                    "entrypoint",
                    "setup",
                    "before_script");

    private static final Set<String> PACKAGES =
            Set.of("dependencies", "pip", "requirements", "packages", "python_packages");

    /// Deeper documents are not read on.
    private static final int DEEPEST = 200;

    private final String text;
    private final Clues clues;
    private final int codePoints;
    private final boolean oneCharEach;
    private final ArrayDeque<Level> levels = new ArrayDeque<>();

    /// A mapping or a sequence that is open.
    private static final class Level {
        final boolean mapping;
        String key;
        boolean keyNext = true;

        Level(boolean mapping, String key) {
            this.mapping = mapping;
            this.key = key;
        }
    }

    private YamlReader(String text, Clues clues) {
        this.text = text;
        this.clues = clues;
        this.codePoints = text.codePointCount(0, text.length());
        this.oneCharEach = codePoints == text.length();
    }

    static void read(String text, Clues clues) {
        var reader = new YamlReader(text, clues);
        try {
            reader.events();
        } catch (YamlEngineException | IllegalArgumentException _) {
            reader.lines();
        }
    }

    private void events() {
        var settings =
                LoadSettings.builder().setUseMarks(true).setCodePointLimit(16_000_000).build();
        for (var event : new Parse(settings).parseString(text)) {
            if (levels.size() > DEEPEST) {
                return;
            }
            event(event);
        }
    }

    private void event(Event event) {
        switch (event.getEventId()) {
            case MappingStart -> open(true);
            case SequenceStart -> open(false);
            case MappingEnd, SequenceEnd -> {
                levels.poll();
                valueEnds();
            }
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> valueEnds();
            case DocumentStart, DocumentEnd -> levels.clear();
            case StreamStart, StreamEnd, Comment -> {}
        }
    }

    private void open(boolean mapping) {
        var top = levels.peek();
        levels.push(new Level(mapping, top == null ? "" : top.key));
    }

    private void valueEnds() {
        var top = levels.peek();
        if (top != null && top.mapping) {
            top.keyNext = true;
        }
    }

    private void scalar(ScalarEvent event) {
        int start = index(event.getStartMark().orElse(null));
        int end = index(event.getEndMark().orElse(null));
        var top = levels.peek();
        if (top != null && top.mapping && top.keyNext) {
            top.key = event.getValue();
            top.keyNext = false;
            clues.clue(ClueKind.KEY, top.key, start);
            if (Words.isVariable(top.key)) {
                clues.clue(ClueKind.VARIABLE, top.key, start);
            }
            return;
        }
        var key = top == null ? "" : top.key;
        value(event.getValue(), key.toLowerCase(Locale.ROOT), start, Math.max(start, end));
        valueEnds();
    }

    private void value(String value, String key, int start, int end) {
        if (key.equals("image") || key.equals("repository")) {
            clues.clue(ClueKind.IMAGE, value, start);
        } else if (SHELL.contains(key)) {
            ShellReader.read(text, shellStart(start, end), end, clues);
        } else if (PACKAGES.contains(key)) {
            RequirementsReader.requirement(value, start, clues);
        } else {
            clues.clue(ClueKind.TEXT, value, key, start);
            if (Words.isVariable(value)) {
                clues.clue(ClueKind.VARIABLE, value, key, start);
            }
        }
    }

    /// Behind the quote, or behind the line with the `|` of a block.
    private int shellStart(int start, int end) {
        char c = start < end ? text.charAt(start) : ' ';
        if (c == '|' || c == '>') {
            int line = text.indexOf('\n', start);
            return line < 0 || line > end ? end : line + 1;
        }
        return c == '"' || c == '\'' ? start + 1 : start;
    }

    /// Marks count code points, texts count chars.
    private int index(@Nullable Mark mark) {
        if (mark == null) {
            return 0;
        }
        int index = Math.min(mark.getIndex(), text.length());
        return oneCharEach ? index : text.offsetByCodePoints(0, Math.min(index, codePoints));
    }

    private void lines() {
        int start = 0;
        while (start < text.length()) {
            int line = text.indexOf('\n', start);
            int end = line < 0 ? text.length() : line;
            line(start, end);
            start = end + 1;
        }
    }

    private void line(int start, int end) {
        int at = start;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
            at++;
        }
        if (at >= end || text.charAt(at) == '#') {
            return;
        }
        int comment = text.indexOf(" #", at, end);
        int stop = comment < 0 ? end : comment;
        int colon = text.indexOf(':', at, stop);
        if (colon < 0) {
            return;
        }
        var key = unquoted(text.substring(at, colon));
        clues.clue(ClueKind.KEY, key, at);
        var value = unquoted(text.substring(colon + 1, stop).strip());
        if (!value.isEmpty()) {
            value(value, key.toLowerCase(Locale.ROOT), text.indexOf(value, colon), stop);
        }
    }

    private static String unquoted(String word) {
        var bare = word.strip();
        boolean quoted =
                bare.length() > 1
                        && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
                        && bare.charAt(bare.length() - 1) == bare.charAt(0);
        return quoted ? bare.substring(1, bare.length() - 1) : bare;
    }
}
