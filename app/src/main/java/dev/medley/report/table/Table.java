package dev.medley.report.table;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns, for every command that lists something.
///
/// ```java
/// var table = new Table().left("chip").right("memory");
/// table.row("nvidia-h20-96gb", "96 GB");
/// table.print(out, colour);
/// ```
///
/// Cells are cleaned of control characters. Columns are as wide as their widest cell; what a
/// column's limit does not hold is cut with an ellipsis. A column without any text is left out.
public final class Table {

    /// Spaces between columns.
    private static final String GAP = "  ";

    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /// A cell and how it looks.
    public record Cell(String text, Ink ink) {
        public Cell {
            text = TextWidth.plain(text);
        }

        public static Cell of(String text) {
            return new Cell(text, Ink.PLAIN);
        }
    }

    private record Column(String title, boolean right, int limit) {}

    /// @param notes lines below the cells, over all columns
    private record Row(List<Cell> cells, List<Cell> notes) {}

    /// A table with these columns; those whose title begins with `#` hold figures.
    public static Table of(String... titles) {
        var table = new Table();
        for (var title : titles) {
            if (title.startsWith("#")) {
                table.right(title.substring(1));
            } else {
                table.left(title);
            }
        }
        return table;
    }

    /// Adds a column of text.
    public Table left(String title) {
        return left(title, Integer.MAX_VALUE);
    }

    /// Adds a column of text that is never wider than the limit.
    public Table left(String title, int limit) {
        columns.add(new Column(title, false, limit));
        return this;
    }

    /// Adds a column of figures.
    public Table right(String title) {
        columns.add(new Column(title, true, Integer.MAX_VALUE));
        return this;
    }

    public Table row(String... cells) {
        var some = new ArrayList<Cell>();
        for (var cell : cells) {
            some.add(Cell.of(cell));
        }
        return row(some);
    }

    public Table row(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "A row of %d cells does not fit a table of %d columns."
                            .formatted(cells.size(), columns.size()));
        }
        rows.add(new Row(List.copyOf(cells), new ArrayList<>()));
        return this;
    }

    /// Adds a line below the latest row, indented, over all columns; it does not widen them.
    public Table note(String text, Ink ink) {
        rows.getLast().notes().add(new Cell(text, ink));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int columns() {
        return columns.size();
    }

    public void print(PrintWriter out, boolean colour) {
        print(out, "", colour);
    }

    /// Prints titles and rows.
    ///
    /// @param indent before every line
    public void print(PrintWriter out, String indent, boolean colour) {
        int[] widths = widths();
        var titles = new ArrayList<Cell>();
        for (var column : columns) {
            titles.add(new Cell(column.title(), Ink.DIM));
        }
        line(out, indent, titles, widths, colour);
        for (var row : rows) {
            line(out, indent, row.cells(), widths, colour);
            for (var note : row.notes()) {
                out.println(indent + GAP + note.ink().paint(note.text(), colour));
            }
        }
    }

    /// Columns per column of the table; 0 leaves it out.
    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (var row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], TextWidth.of(row.cells().get(c).text()));
            }
        }
        for (int c = 0; c < widths.length; c++) {
            if (widths[c] > 0 || rows.isEmpty()) {
                int title = TextWidth.of(columns.get(c).title());
                widths[c] = Math.max(title, Math.min(widths[c], columns.get(c).limit()));
            }
        }
        return widths;
    }

    private void line(
            PrintWriter out, String indent, List<Cell> cells, int[] widths, boolean colour) {
        var line = new StringBuilder(indent);
        int spaces = 0;
        boolean first = true;
        for (int c = 0; c < widths.length; c++) {
            if (widths[c] == 0) {
                continue;
            }
            var text = TextWidth.cut(cells.get(c).text(), widths[c]);
            int room = widths[c] - TextWidth.of(text);
            spaces += first ? 0 : GAP.length();
            first = false;
            spaces += columns.get(c).right() ? room : 0;
            if (!text.isEmpty()) {
                // Spaces are held back until text follows, so that no line ends in them.
                line.repeat(' ', spaces).append(cells.get(c).ink().paint(text, colour));
                spaces = 0;
            } else {
                spaces += columns.get(c).right() ? 0 : room;
                continue;
            }
            spaces += columns.get(c).right() ? 0 : room;
        }
        out.println(line);
    }
}
