package dev.medley.cli.calibrate;

import dev.medley.calibration.Accuracy;
import dev.medley.calibration.Calibrator.LeftOut;

import java.util.List;
import java.util.Locale;

/// Errors on rows left out, as a Markdown table.
final class CrossTable {

    private CrossTable() {}

    static String markdown(List<LeftOut> halves) {
        var text = new StringBuilder();
        text.append(
                        "Median absolute percentage error / 90th percentile (share inside the 80 %"
                                + " band);")
                .append(" duplicates count once, pairs of chip and model count alike.\n\n");
        text.append(
                "| group | rows | chips | in sample | fifth of rows out | pairs out | chips out"
                        + " |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|\n");
        for (var half : halves) {
            for (var group : half.inSample().keySet()) {
                var in = half.inSample().get(group);
                if (in == null) {
                    continue;
                }
                var name = group.equals("all") ? half.phase() + ", all" : group;
                text.append("| %s | %d | %d |".formatted(name, in.rows(), in.chips()));
                for (var table :
                        List.of(half.inSample(), half.byRow(), half.byPair(), half.byChip())) {
                    text.append(cell(table.getOrDefault(group, in)));
                }
                text.append('\n');
            }
        }
        return text.toString();
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
