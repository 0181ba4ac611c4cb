package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.report.table.Table.Cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What rules want to be known of what runs: one note for each thing to know of a pool, with the
/// works it is about.
///
/// @param notes in the order of works
public record RuleNotes(List<Note> notes) {

    /// Works that a note names; more are counted.
    private static final int NAMED = 4;

    /// One thing to know.
    ///
    /// @param text verdict, act, rule, citation and what decided
    /// @param works that run in the pool and that it is about
    public record Note(String pool, String text, List<String> works) {
        public Note {
            works = List.copyOf(works);
        }
    }

    public RuleNotes {
        notes = List.copyOf(notes);
    }

    public RuleNotes(Plan plan) {
        this(gathered(plan));
    }

    private record About(String pool, String text) {}

    private static List<Note> gathered(Plan plan) {
        var works = new LinkedHashMap<About, List<String>>();
        for (var warning : plan.warnings()) {
            var about = new About(warning.pool(), warning.reason().text());
            works.computeIfAbsent(about, _ -> new ArrayList<>()).add(warning.work());
        }
        var notes = new ArrayList<Note>();
        works.forEach((about, names) -> notes.add(new Note(about.pool, about.text, names)));
        return notes;
    }

    /// For terminals.
    List<String> lines() {
        return notes.stream()
                .map(note -> note.pool + ": " + note.text + " (" + some(note.works) + ")")
                .map(line -> Cell.of(line).text())
                .toList();
    }

    /// The first few names, and how many more there are.
    public static String some(List<String> names) {
        int more = names.size() - NAMED;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and %d more".formatted(more);
    }
}
