package dev.medley.cli.calibrate;

import dev.medley.calibration.Accuracy;
import dev.medley.calibration.Calibrator.Errors;
import dev.medley.calibration.Calibrator.LeftOut;

import java.util.List;
import java.util.Locale;

/// Errors on rows left out, as a Markdown table.
final class CrossTable {

    private static final String HEADING =
            """
            Median absolute percentage error / 90th percentile (share inside the 80 % band). \
            Duplicates count once. In the first four columns of errors pairs of chip and model \
            count alike, in the last three rows do.

            | group | rows | chips | in sample | fifth of rows out | pairs out | chips out \
            | fifth of rows out, rows alike | pairs out, rows alike | chips out, rows alike |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private CrossTable() {}

    static String markdown(List<LeftOut> halves) {
        var text = new StringBuilder(HEADING);
        for (var half : halves) {
            for (var group : half.inSample().pairs().keySet()) {
                if (group.equals("all") || !half.equals(halves.getLast())) {
                    line(text, half, group);
                }
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, LeftOut half, String group) {
        var counted = half.inSample().pairs().get(group);
        if (counted == null) {
            return;
        }
        boolean last = half.phase().equals("overall");
        var name = group.equals("all") ? half.phase() + (last ? "" : ", all") : group;
        text.append("| %s | %d | %d |".formatted(name, counted.rows(), counted.chips()));
        var leftOut = List.of(half.byRow(), half.byPair(), half.byChip());
        text.append(cell(counted));
        for (Errors errors : leftOut) {
            text.append(cell(errors.pairs().getOrDefault(group, counted)));
        }
        for (Errors errors : leftOut) {
            text.append(cell(errors.rows().getOrDefault(group, counted)));
        }
        text.append('\n');
    }

    private static String cell(Accuracy accuracy) {
        return String.format(
                Locale.ROOT,
                " %.1f / %.0f (%.0f %%) |",
                100 * accuracy.mdape(),
                100 * accuracy.p90(),
                100 * accuracy.coverage80());
    }
}
