package dev.medley.core.market;

import java.util.Arrays;

/// The market as the algorithms read it: bids that can never be chosen are gone, equal lots share
/// one **kind** with a count, and pools and budgets are one list of resources (pools first).
///
/// Left out are bids without value and bids that alone exceed a pool or a budget. A lot cannot be
/// divided, so no plan can hold them; without them the bound is one to three per cent tighter.
final class Book {
    final int pools;
    final double[] capacity;

    /// Per kind.
    final int[] count;

    final int[] tenant;
    final int[] priorityClass;
    final double[] top;
    final int[] bidStart;

    /// Per bid.
    final double[] value;

    final int[] useStart;
    final int[] original;

    /// Per need of a bid.
    final int[] resource;

    final double[] need;

    /// Per row of the market's lot table.
    final int[] kindOf;

    private Book(
            Market market, int[] kindOf, int[] rowOfKind, int keptBids, int keptUses, int kinds) {
        this.pools = market.pools().size();
        this.capacity = market.capacity;
        this.kindOf = kindOf;
        this.count = new int[kinds];
        this.tenant = new int[kinds];
        this.priorityClass = new int[kinds];
        this.top = new double[kinds];
        for (int kind : kindOf) {
            count[kind]++;
        }
        var table = market.table;
        this.original = new int[keptBids];
        if (kinds == table.lots() && keptBids == table.bids()) {
            // Nothing to leave out: the table's arrays serve as they are.
            this.bidStart = table.bidStart;
            this.value = table.value;
            this.useStart = table.useStart;
            this.resource = table.resource;
            this.need = table.need;
            adopt(table);
        } else {
            this.bidStart = new int[kinds + 1];
            this.value = new double[keptBids];
            this.useStart = new int[keptBids + 1];
            this.resource = new int[keptUses];
            this.need = new double[keptUses];
            fill(table, rowOfKind);
        }
    }

    static Book of(Market market) {
        var table = market.table;
        int[] kindOf = new int[table.lots()];
        int[] first = firstEqual(table);
        int[] rowOfKind = new int[table.lots()];
        int kinds = 0;
        int keptBids = 0;
        int keptUses = 0;
        for (int row = 0; row < table.lots(); row++) {
            if (first[row] != row) {
                kindOf[row] = kindOf[first[row]];
                continue;
            }
            kindOf[row] = kinds;
            rowOfKind[kinds++] = row;
            for (int b = table.bidStart[row]; b < table.bidStart[row + 1]; b++) {
                if (usable(table, b, market.capacity)) {
                    keptBids++;
                    keptUses += table.useStart[b + 1] - table.useStart[b];
                }
            }
        }
        return new Book(market, kindOf, rowOfKind, keptBids, keptUses, kinds);
    }

    /// Whether a plan could hold this bid if nothing else were in it.
    static boolean usable(LotTable table, int bid, double[] capacity) {
        if (table.value[bid] <= 0) {
            return false;
        }
        for (int i = table.useStart[bid]; i < table.useStart[bid + 1]; i++) {
            if (table.need[i] > capacity[table.resource[i]]) {
                return false;
            }
        }
        return true;
    }

    int kinds() {
        return count.length;
    }

    /// The most bids that any kind has.
    int longestKind() {
        int most = 0;
        for (int kind = 0; kind < kinds(); kind++) {
            most = Math.max(most, bidStart[kind + 1] - bidStart[kind]);
        }
        return most;
    }

    int lots() {
        return kindOf.length;
    }

    int resources() {
        return capacity.length;
    }

    /// The kind's bid that its market knows by this number, or [Plan#NONE] if it was dropped.
    int bidOf(int kind, int known) {
        for (int b = bidStart[kind]; b < bidStart[kind + 1]; b++) {
            if (original[b] == known) {
                return b;
            }
        }
        return Plan.NONE;
    }

    /// What the bid's needs cost at these prices.
    double cost(int bid, double[] price) {
        double cost = 0;
        for (int i = useStart[bid]; i < useStart[bid + 1]; i++) {
            cost += price[resource[i]] * need[i];
        }
        return cost;
    }

    private void adopt(LotTable table) {
        for (int kind = 0; kind < count.length; kind++) {
            tenant[kind] = table.tenant[kind];
            priorityClass[kind] = table.priorityClass[kind];
            for (int b = bidStart[kind]; b < bidStart[kind + 1]; b++) {
                original[b] = b - bidStart[kind];
                top[kind] = Math.max(top[kind], value[b]);
            }
        }
    }

    private void fill(LotTable table, int[] rowOfKind) {
        int kept = 0;
        int uses = 0;
        for (int kind = 0; kind < count.length; kind++) {
            int row = rowOfKind[kind];
            tenant[kind] = table.tenant[row];
            priorityClass[kind] = table.priorityClass[row];
            for (int b = table.bidStart[row]; b < table.bidStart[row + 1]; b++) {
                if (usable(table, b, capacity)) {
                    value[kept] = table.value[b];
                    original[kept] = b - table.bidStart[row];
                    top[kind] = Math.max(top[kind], table.value[b]);
                    int length = table.useStart[b + 1] - table.useStart[b];
                    System.arraycopy(table.resource, table.useStart[b], resource, uses, length);
                    System.arraycopy(table.need, table.useStart[b], need, uses, length);
                    uses += length;
                    useStart[++kept] = uses;
                }
            }
            bidStart[kind + 1] = kept;
        }
    }

    /// The same lots with fewer bids. Bid indices change: new bid i was the i-th one kept.
    Book keeping(boolean[] keep) {
        return new Book(this, keep);
    }

    private Book(Book whole, boolean[] keep) {
        this.pools = whole.pools;
        this.capacity = whole.capacity;
        this.kindOf = whole.kindOf;
        this.count = whole.count;
        this.tenant = whole.tenant;
        this.priorityClass = whole.priorityClass;
        this.top = whole.top;
        int bids = 0;
        int uses = 0;
        for (int b = 0; b < keep.length; b++) {
            if (keep[b]) {
                bids++;
                uses += whole.useStart[b + 1] - whole.useStart[b];
            }
        }
        this.bidStart = new int[count.length + 1];
        this.value = new double[bids];
        this.original = new int[bids];
        this.useStart = new int[bids + 1];
        this.resource = new int[uses];
        this.need = new double[uses];
        int kept = 0;
        for (int kind = 0; kind < count.length; kind++) {
            for (int b = whole.bidStart[kind]; b < whole.bidStart[kind + 1]; b++) {
                if (keep[b]) {
                    int from = whole.useStart[b];
                    int length = whole.useStart[b + 1] - from;
                    System.arraycopy(whole.resource, from, resource, useStart[kept], length);
                    System.arraycopy(whole.need, from, need, useStart[kept], length);
                    value[kept] = whole.value[b];
                    original[kept] = whole.original[b];
                    useStart[kept + 1] = useStart[kept] + length;
                    kept++;
                }
            }
            bidStart[kind + 1] = kept;
        }
    }

    /// For every row the first row that is equal to it in tenant, class and bids.
    private static int[] firstEqual(LotTable table) {
        int rows = table.lots();
        long[] hashes = new long[rows];
        int[] first = new int[rows];
        // A table with open places, at most half full: each holds a first row, counted from one.
        int[] places = new int[Integer.highestOneBit(Math.max(1, rows)) << 2];
        for (int row = 0; row < rows; row++) {
            hashes[row] = hash(table, row);
            int place = (int) hashes[row] & (places.length - 1);
            int other = places[place] - 1;
            while (other >= 0 && (hashes[other] != hashes[row] || !equal(table, row, other))) {
                place = (place + 1) & (places.length - 1);
                other = places[place] - 1;
            }
            if (other < 0) {
                places[place] = row + 1;
            }
            first[row] = other < 0 ? row : other;
        }
        return first;
    }

    /// A few sums that rarely agree by chance; equal rows are then compared bid by bid.
    private static long hash(LotTable table, int row) {
        int from = table.bidStart[row];
        int to = table.bidStart[row + 1];
        double values = 0;
        double others = 0;
        for (int b = from; b < to - 1; b += 2) {
            values += table.value[b];
            others += table.value[b + 1];
        }
        double odd = (to - from & 1) == 0 ? 0 : table.value[to - 1];
        int first = table.useStart[from];
        int last = table.useStart[to];
        double needs = 0;
        for (int i = first; i < last; i++) {
            needs += table.need[i];
        }
        long hash = 31L * table.tenant[row] + table.priorityClass[row];
        hash = mixed(hash, (long) values);
        hash = mixed(hash, (long) (others + 2 * odd));
        hash = mixed(hash, (long) needs);
        hash = mixed(hash, 1024L * (to - from) + (last > first ? table.resource[first] : 0));
        return hash ^ (hash >>> 31);
    }

    private static long mixed(long hash, long more) {
        return (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L + more * 0x9E3779B97F4A7C15L;
    }

    private static boolean equal(LotTable table, int a, int b) {
        int bidsA = table.bidStart[a];
        int bidsB = table.bidStart[b];
        int length = table.bidStart[a + 1] - bidsA;
        if (table.tenant[a] != table.tenant[b]
                || table.priorityClass[a] != table.priorityClass[b]
                || table.bidStart[b + 1] - bidsB != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (table.value[bidsA + i] != table.value[bidsB + i]
                    || !equalNeeds(table, bidsA + i, bidsB + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalNeeds(LotTable table, int a, int b) {
        int fromA = table.useStart[a];
        int toA = table.useStart[a + 1];
        int fromB = table.useStart[b];
        int toB = table.useStart[b + 1];
        return Arrays.equals(table.resource, fromA, toA, table.resource, fromB, toB)
                && Arrays.equals(table.need, fromA, toA, table.need, fromB, toB);
    }
}
