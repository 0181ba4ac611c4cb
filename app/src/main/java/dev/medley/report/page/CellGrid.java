package dev.medley.report.page;

/// Lays the devices of a pool out as cells in the order in which work takes them. Domains of at
/// least [#SMALLEST_DOMAIN] cells stand apart; smaller ones flow together.
///
/// @param cells how many there are
/// @param columns cells side by side in a domain
/// @param rows cells above each other in a domain
/// @param across domains side by side
/// @param domain cells of a domain; its last row may be short
record CellGrid(int cells, int columns, int rows, int across, int domain) {

    /// Width of the picture, in its own units.
    static final int WIDTH = 799;

    /// From one cell to the next.
    static final int PITCH = 8;

    /// Side of a cell.
    static final int CELL = 7;

    /// More room between domains than between cells.
    private static final int APART = 4;

    private static final int SMALLEST_DOMAIN = 4;

    static CellGrid of(int cells, int domain) {
        if (domain < SMALLEST_DOMAIN || cells <= domain / 2) {
            int columns = (WIDTH + APART) / PITCH;
            return new CellGrid(cells, columns, 1, 1, columns);
        }
        var best = of(cells, domain, (int) Math.ceil(Math.sqrt(2.0 * domain)));
        for (int columns = 1; columns <= WIDTH / PITCH; columns++) {
            boolean even = domain % columns == 0;
            double aspect = (double) columns * columns / domain;
            if (even && aspect >= 1 && aspect <= 4) {
                var grid = of(cells, domain, columns);
                boolean first = domain % best.columns() != 0;
                best = first || grid.height() <= best.height() ? grid : best;
            }
        }
        return best;
    }

    private static CellGrid of(int cells, int domain, int columns) {
        int wide = Math.min(columns, WIDTH / PITCH);
        int across = Math.max(1, (WIDTH + APART) / (wide * PITCH + APART));
        return new CellGrid(cells, wide, (domain + wide - 1) / wide, across, domain);
    }

    int x(int cell) {
        int column = cell % domain % columns;
        return cell / domain % across * (columns * PITCH + APART) + column * PITCH;
    }

    int y(int cell) {
        int row = cell % domain / columns;
        int gap = rows == 1 && across == 1 ? 0 : APART;
        return cell / domain / across * (rows * PITCH + gap) + row * PITCH;
    }

    int height() {
        if (cells == 0) {
            return CELL;
        }
        int last = (cells - 1) / domain;
        int gap = rows == 1 && across == 1 ? 0 : APART;
        int inLast = last == 0 ? (cells - 1) / columns + 1 : rows;
        return last / across * (rows * PITCH + gap) + Math.min(rows, inLast) * PITCH;
    }

    /// The outline of so many cells from one on.
    String path(int from, int to) {
        var path = new StringBuilder();
        for (int cell = from; cell < to; cell++) {
            path.append('M').append(x(cell)).append(' ').append(y(cell)).append("h7v7h-7z");
        }
        return path.toString();
    }
}
