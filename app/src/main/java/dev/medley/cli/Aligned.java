package dev.medley.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows of text in columns as wide as their widest cell. Numbers stand at the right.
final class Aligned {

    private static final String NUMBER = "-?[0-9][0-9.,]*";

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    Aligned(String... heads) {
        this.heads = List.of(heads);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    int columns() {
        return heads.size();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintWriter out) {
        var widths = new int[heads.size()];
        var right = new boolean[heads.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = heads.get(column).length();
            for (var row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
                right[column] |= row.get(column).matches(NUMBER);
            }
        }
        out.println(line(heads, widths, right));
        rows.forEach(row -> out.println(line(row, widths, right)));
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            var cell = cells.get(column);
            var pad = " ".repeat(widths[column] - cell.length());
            line.append(right[column] ? pad + cell : cell + pad).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
