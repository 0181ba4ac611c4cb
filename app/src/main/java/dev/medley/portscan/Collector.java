package dev.medley.portscan;

import dev.medley.core.port.Clue;
import dev.medley.core.port.ClueKind;
import dev.medley.core.port.Finding;
import dev.medley.core.port.Matcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Keeps the clues of one file that a rule knows, one per rule and place.
final class Collector implements Clues {

    /// Far more than anybody reads; what lies beyond is counted, not kept.
    static final int MOST_PER_FILE = 10_000;

    private final Matcher matcher;
    private final String file;
    private final Lines lines;
    private final List<Finding> findings = new ArrayList<>();
    private final TreeSet<String> seen = new TreeSet<>();

    Collector(Matcher matcher, String file, String text) {
        this.matcher = matcher;
        this.file = file;
        this.lines = new Lines(text);
    }

    @Override
    public boolean clue(ClueKind kind, String text, String slot, int offset) {
        var rule = matcher.match(kind, text, slot);
        if (rule == null) {
            return false;
        }
        int line = lines.line(offset);
        int column = lines.column(offset);
        if (findings.size() < MOST_PER_FILE && seen.add(rule.id() + ":" + line + ":" + column)) {
            findings.add(new Finding(file, new Clue(kind, text, slot, line, column), rule));
        }
        return true;
    }

    /// In the order of the file.
    List<Finding> findings() {
        findings.sort(
                Comparator.comparingInt((Finding each) -> each.clue().line())
                        .thenComparingInt(each -> each.clue().column())
                        .thenComparing(each -> each.rule().id()));
        return findings;
    }
}
