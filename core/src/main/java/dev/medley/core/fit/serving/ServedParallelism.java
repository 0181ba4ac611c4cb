package dev.medley.core.fit.serving;

import dev.medley.core.fit.Row;

import java.util.regex.Pattern;

/// Parallelism that a served run states, in columns, in a label or in its command line.
///
/// @param degree tensor-parallel degree or attention ranks of one replica; 0 when nothing is said
/// @param stages pipeline stages; 0 when nothing is said
/// @param cutExperts whether a command turns attention ranks on without expert parallelism, so that
///   every expert is cut among them; SGLang's default
record ServedParallelism(int degree, int stages, boolean attentionParallel, boolean cutExperts) {

    private static final Pattern LABEL = Pattern.compile("label in source: (DEP|TEP|TP)([0-9]+)");
    private static final Pattern COMMAND =
            Pattern.compile("(?:-tp|--tp-size|--tp|--tp_size|--tensor-parallel-size)[ =]+([0-9]+)");

    static ServedParallelism of(Row row) {
        var note = row.text("note");
        int degree = (int) row.number("tp", 0);
        int stages = (int) row.number("pp", 0);
        boolean attention = note.contains("attention DP") || note.contains("--enable-dp-attention");
        int shared = (int) row.number("dp", 0);
        int experts = (int) row.number("ep", 0);
        if (degree <= 1 && shared > 1 && shared == experts) {
            attention = true;
            degree = shared;
        }
        var label = LABEL.matcher(note);
        if (label.find()) {
            degree = Integer.parseInt(label.group(2));
            attention |= label.group(1).equals("DEP");
        }
        if (note.contains("cmd:")) {
            var command = COMMAND.matcher(note);
            degree = command.find() ? Integer.parseInt(command.group(1)) : Math.max(1, degree);
        }
        if (row.phase().equals("prefill") && degree == 0 && experts > 1) {
            degree = experts;
            attention = true;
        }
        boolean cut =
                note.contains("cmd:")
                        && note.contains("sglang")
                        && !note.contains("--ep")
                        && !note.contains("deepep");
        return new ServedParallelism(degree, stages, attention && row.model().isMoe(), cut);
    }
}
