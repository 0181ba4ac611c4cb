package dev.medley.core.market;

import java.util.Arrays;

/// The bids of each pool, row by row, within a row by rising use: what a knapsack of that pool is
/// made of. Pools that some bid uses together with another pool have no list.
final class PoolBids {
    private static final int NO_POOL = -1;

    /// Whether the pool has a list.
    final boolean[] listed;

    /// The listed pool of each bid, or -1.
    final int[] poolOf;

    /// Rows that have such a bid, per pool.
    final int[][] rows;

    /// Bids of row i of pool p are `bid[p][start[p][i]] ..`.
    final int[][] start;

    final int[][] bid;

    /// What each of them uses of the pool.
    final double[][] use;

    private PoolBids(
            boolean[] listed,
            int[] poolOf,
            int[][] rows,
            int[][] start,
            int[][] bid,
            double[][] use) {
        this.listed = listed;
        this.poolOf = poolOf;
        this.rows = rows;
        this.start = start;
        this.bid = bid;
        this.use = use;
    }

    static PoolBids of(Book book, Goal goal) {
        boolean[] listed = listed(book);
        int[] alone = poolOfEach(book, listed);
        int[][] rows = new int[book.pools][];
        int[][] start = new int[book.pools][];
        int[][] bid = new int[book.pools][];
        double[][] use = new double[book.pools][];
        int[] rowCount = new int[book.pools];
        int[] bidCount = new int[book.pools];
        count(book, goal, alone, rowCount, bidCount);
        for (int p = 0; p < book.pools; p++) {
            rows[p] = new int[rowCount[p]];
            start[p] = new int[rowCount[p] + 1];
            bid[p] = new int[bidCount[p]];
            use[p] = new double[bidCount[p]];
        }
        Arrays.fill(rowCount, 0);
        Arrays.fill(bidCount, 0);
        for (int row = 0; row < book.lots(); row++) {
            int kind = book.kindOf[row];
            int to = goal.groupOf[kind] < 0 ? book.bidStart[kind] : book.bidStart[kind + 1];
            for (int b = book.bidStart[kind]; b < to; b++) {
                int p = alone[b];
                if (p >= 0) {
                    int i = rowCount[p];
                    if (i == 0 || rows[p][i - 1] != row) {
                        rows[p][rowCount[p]++] = row;
                    }
                    insert(bid[p], use[p], start[p][rowCount[p] - 1], bidCount[p]++, b, book);
                    start[p][rowCount[p]] = bidCount[p];
                }
            }
        }
        return new PoolBids(listed, alone, rows, start, bid, use);
    }

    private static void insert(int[] bid, double[] use, int first, int end, int b, Book book) {
        double much = book.need[poolNeed(book, b)];
        int at = end;
        while (at > first && use[at - 1] > much) {
            use[at] = use[at - 1];
            bid[at] = bid[at - 1];
            at--;
        }
        use[at] = much;
        bid[at] = b;
    }

    private static int poolNeed(Book book, int b) {
        int i = book.useStart[b];
        while (book.resource[i] >= book.pools) {
            i++;
        }
        return i;
    }

    private static void count(Book book, Goal goal, int[] alone, int[] rowCount, int[] bidCount) {
        int[] latest = new int[book.pools];
        Arrays.fill(latest, -1);
        for (int row = 0; row < book.lots(); row++) {
            int kind = book.kindOf[row];
            int to = goal.groupOf[kind] < 0 ? book.bidStart[kind] : book.bidStart[kind + 1];
            for (int b = book.bidStart[kind]; b < to; b++) {
                int p = alone[b];
                if (p >= 0) {
                    bidCount[p]++;
                    rowCount[p] += latest[p] == row ? 0 : 1;
                    latest[p] = row;
                }
            }
        }
    }

    private static boolean[] listed(Book book) {
        boolean[] listed = new boolean[book.pools];
        Arrays.fill(listed, true);
        for (int b = 0; b < book.value.length; b++) {
            int first = NO_POOL;
            for (int i = book.useStart[b]; i < book.useStart[b + 1]; i++) {
                int r = book.resource[i];
                if (r < book.pools) {
                    if (first != NO_POOL) {
                        listed[first] = false;
                        listed[r] = false;
                    }
                    first = r;
                }
            }
        }
        return listed;
    }

    private static int[] poolOfEach(Book book, boolean[] listed) {
        int[] alone = new int[book.value.length];
        for (int b = 0; b < alone.length; b++) {
            alone[b] = NO_POOL;
            for (int i = book.useStart[b]; i < book.useStart[b + 1]; i++) {
                int r = book.resource[i];
                if (r < book.pools && listed[r]) {
                    alone[b] = r;
                }
            }
        }
        return alone;
    }
}
