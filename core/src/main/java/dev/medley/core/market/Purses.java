package dev.medley.core.market;

import java.util.Arrays;

/// Which budgets are solved exactly rather than priced, and the rows of each.
///
/// A row belongs to at most one such purse, and all spending on the purse's budget must come from
/// its own rows. With one budget per tenant every budget is a purse. Where rows spend on several
/// budgets (a tenant's money and a site's watts), those with fewer rows stay priced.
final class Purses {
    /// The budget's resource of each purse.
    final int[] resource;

    /// Rows of each purse.
    final int[][] rows;

    /// Bids of each purse, row by row, within a row by rising spend; those of row i of the purse
    /// are `bid[p][start[p][i]] ..`.
    final int[][] start;

    final int[][] bid;

    /// Rows that belong to no purse.
    final int[] others;

    private Purses(int[] resource, int[][] rows, int[][] start, int[][] bid, int[] others) {
        this.resource = resource;
        this.rows = rows;
        this.start = start;
        this.bid = bid;
        this.others = others;
    }

    static Purses of(Book book, Goal goal) {
        int[] purseOf = purseOfKinds(book, goal);
        int budgets = book.resources() - book.pools;
        int[] number = new int[budgets];
        int count = 0;
        for (int b = 0; b < budgets; b++) {
            boolean any = false;
            for (int purse : purseOf) {
                any |= purse == b;
            }
            number[b] = any ? count++ : -1;
        }
        int[] sizes = new int[count + 1];
        for (int kind : book.kindOf) {
            if (goal.groupOf[kind] >= 0) {
                sizes[purseOf[kind] < 0 ? count : number[purseOf[kind]]]++;
            }
        }
        int[][] rows = new int[count + 1][];
        Arrays.setAll(rows, p -> new int[sizes[p]]);
        Arrays.fill(sizes, 0);
        for (int row = 0; row < book.kindOf.length; row++) {
            int kind = book.kindOf[row];
            if (goal.groupOf[kind] >= 0) {
                int p = purseOf[kind] < 0 ? count : number[purseOf[kind]];
                rows[p][sizes[p]++] = row;
            }
        }
        int[] resource = new int[count];
        int[][] start = new int[count][];
        int[][] bid = new int[count][];
        for (int b = 0; b < budgets; b++) {
            if (number[b] >= 0) {
                int p = number[b];
                resource[p] = book.pools + b;
                start[p] = new int[rows[p].length + 1];
                bid[p] = sortedBids(book, rows[p], start[p], resource[p]);
            }
        }
        return new Purses(resource, Arrays.copyOf(rows, count), start, bid, rows[count]);
    }

    /// Per kind the budget whose purse it belongs to, or -1. Budgets with more rows choose first.
    private static int[] purseOfKinds(Book book, Goal goal) {
        int budgets = book.resources() - book.pools;
        long[] order = new long[budgets];
        for (int kind = 0; kind < book.kinds(); kind++) {
            if (goal.groupOf[kind] >= 0) {
                for (int b = 0; b < budgets; b++) {
                    order[b] -= spendsOn(book, kind, book.pools + b) ? (long) book.count[kind] : 0;
                }
            }
        }
        for (int b = 0; b < budgets; b++) {
            order[b] = (order[b] << 24) | b;
        }
        Arrays.sort(order);
        int[] purseOf = new int[book.kinds()];
        Arrays.fill(purseOf, -1);
        for (long key : order) {
            int b = (int) (key & 0xFFFFFF);
            boolean free = key < 0;
            for (int kind = 0; kind < purseOf.length && free; kind++) {
                free =
                        goal.groupOf[kind] < 0
                                || purseOf[kind] < 0
                                || !spendsOn(book, kind, book.pools + b);
            }
            for (int kind = 0; kind < purseOf.length && free; kind++) {
                if (goal.groupOf[kind] >= 0 && spendsOn(book, kind, book.pools + b)) {
                    purseOf[kind] = b;
                }
            }
        }
        return purseOf;
    }

    private static boolean spendsOn(Book book, int kind, int resource) {
        int to = book.useStart[book.bidStart[kind + 1]];
        for (int i = book.useStart[book.bidStart[kind]]; i < to; i++) {
            if (book.resource[i] == resource) {
                return true;
            }
        }
        return false;
    }

    private static int[] sortedBids(Book book, int[] rows, int[] start, int resource) {
        int total = 0;
        for (int i = 0; i < rows.length; i++) {
            int kind = book.kindOf[rows[i]];
            total += book.bidStart[kind + 1] - book.bidStart[kind];
            start[i + 1] = total;
        }
        int[] bids = new int[total];
        double[] spend = new double[total];
        for (int i = 0; i < rows.length; i++) {
            int kind = book.kindOf[rows[i]];
            int size = start[i];
            for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
                double s = spendOf(book, b, resource);
                int at = size++;
                while (at > start[i] && spend[at - 1] > s) {
                    spend[at] = spend[at - 1];
                    bids[at] = bids[at - 1];
                    at--;
                }
                spend[at] = s;
                bids[at] = b;
            }
        }
        return bids;
    }

    static double spendOf(Book book, int bid, int resource) {
        for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
            if (book.resource[i] == resource) {
                return book.need[i];
            }
        }
        return 0;
    }
}
