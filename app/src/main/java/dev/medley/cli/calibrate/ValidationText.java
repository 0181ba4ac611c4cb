package dev.medley.cli.calibrate;

import dev.medley.calibration.Accuracy;
import dev.medley.calibration.Skipped;
import dev.medley.calibration.Validator.Report;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// How a validation is said: as a table for people, as JSON and as CSV for programs.
final class ValidationText {

    private static final JsonMapper JSON = new JsonMapper();

    private ValidationText() {}

    static String json(Report report) {
        var root = JSON.createObjectNode();
        root.put("rows", report.rows());
        root.put("scored", report.predicted().size());
        var skipped = root.putArray("skipped");
        report.reasons()
                .forEach(
                        (reason, rows) ->
                                skipped.addObject().put("reason", reason).put("rows", rows));
        var groups = root.putArray("groups");
        report.groups().values().forEach(group -> put(groups.addObject(), group));
        put(root.putObject("overall"), report.overall());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void put(ObjectNode node, Accuracy accuracy) {
        if (!accuracy.group().equals("all")) {
            node.put("group", accuracy.group());
        }
        node.put("rows", accuracy.rows());
        node.put("chips", accuracy.chips());
        node.put("mdape", rounded(accuracy.mdape()));
        node.put("p90", rounded(accuracy.p90()));
        node.put("coverage80", rounded(accuracy.coverage80()));
        node.put("bias", rounded(accuracy.bias()));
    }

    private static double rounded(double share) {
        return Math.rint(share * 1e4) / 1e4;
    }

    static String csv(Report report) {
        var text = new StringBuilder("row_id,predicted,low80,high80,verdict,basis_rows\n");
        for (var row : report.predicted()) {
            text.append(quoted(row.measured().row().id()))
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    ",%.6g,%.6g,%.6g,%s,%d\n",
                                    row.value(),
                                    row.band().low(),
                                    row.band().high(),
                                    row.verdict(),
                                    row.band().basisRows()));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    static void table(Report report, PrintWriter out) {
        out.printf(Locale.ROOT, "%d rows, %d scored%n%n", report.rows(), report.predicted().size());

        out.printf(
                "%-24s %6s %6s %8s %8s %10s %8s%n",
                "group", "rows", "chips", "median", "p90", "in band", "bias");
        for (var group : report.groups().values()) {
            line(out, group.group(), group);
        }
        line(out, "all", report.overall());
        out.println(
                "\n"
                    + "Errors in percent of the measured figure; duplicates count once, pairs of"
                    + " chip and model alike.");
        if (!report.skipped().isEmpty()) {
            out.println();
            reasons(report.skipped(), out);
        }
        out.flush();
    }

    private static void line(PrintWriter out, String name, Accuracy accuracy) {
        out.printf(
                Locale.ROOT,
                "%-24s %6d %6d %8.1f %8.1f %9.0f%% %+8.1f%n",
                name,
                accuracy.rows(),
                accuracy.chips(),
                100 * accuracy.mdape(),
                100 * accuracy.p90(),
                100 * accuracy.coverage80(),
                100 * accuracy.bias());
    }

    /// Why rows were skipped, with the first lines where it happened.
    static void reasons(List<Skipped> skipped, PrintWriter out) {
        var lines = new TreeMap<String, StringBuilder>();
        var counts = new TreeMap<String, Integer>();
        for (var row : skipped) {
            int count = counts.merge(row.reason(), 1, Integer::sum);
            var at = lines.computeIfAbsent(row.reason(), _ -> new StringBuilder());
            if (count <= 5) {
                at.append(count == 1 ? " " : ", ").append(row.line());
            } else if (count == 6) {
                at.append(", ...");
            }
        }
        out.println("Skipped:");
        counts.forEach(
                (reason, count) ->
                        out.printf("  %5d  %s (line%s)%n", count, reason, lines.get(reason)));
    }
}
