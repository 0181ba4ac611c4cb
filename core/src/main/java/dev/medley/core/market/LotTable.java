package dev.medley.core.market;

import java.util.Arrays;
import java.util.Comparator;

/// Lots and their bids in flat arrays. Bids of lot `j` are `bidStart[j] .. bidStart[j + 1]`; what
/// bid `b` needs is `need[useStart[b] ..]` of `resource[useStart[b] ..]`. Amounts and values are
/// integers kept in doubles. Nobody writes to the arrays after construction.
final class LotTable {
    final String[] id;
    final int[] tenant;
    final int[] priorityClass;
    final int[] incumbent;
    final int[] bidStart;
    final int[] useStart;
    final double[] value;
    final int[] resource;
    final double[] need;

    LotTable(
            String[] id,
            int[] tenant,
            int[] priorityClass,
            int[] incumbent,
            int[] bidStart,
            int[] useStart,
            double[] value,
            int[] resource,
            double[] need) {
        this.id = id;
        this.tenant = tenant;
        this.priorityClass = priorityClass;
        this.incumbent = incumbent;
        this.bidStart = bidStart;
        this.useStart = useStart;
        this.value = value;
        this.resource = resource;
        this.need = need;
    }

    int lots() {
        return id.length;
    }

    int bids() {
        return value.length;
    }

    /// Lots in the order of their ids, so that the order in which they were added cannot matter.
    int[] orderById() {
        var order = new Integer[lots()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing((Integer i) -> id[i]));
        int[] plain = new int[order.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = order[i];
            if (i > 0 && id[plain[i]].equals(id[plain[i - 1]])) {
                throw new IllegalArgumentException(
                        """
                        The lot '%s' appears twice in the market.
                        Give each lot an id of its own, for example work/increment.\
                        """
                                .formatted(id[plain[i]]));
            }
        }
        return plain;
    }

    private static boolean isSorted(int[] order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }

    /// The same lots in another order.
    LotTable permuted(int[] order) {
        if (isSorted(order)) {
            return this;
        }
        var ids = new String[order.length];
        int[][] columns = new int[3][order.length];
        int[] bids = new int[order.length + 1];
        int[] uses = new int[useStart.length];
        double[] values = new double[value.length];
        int[] resources = new int[resource.length];
        double[] needs = new double[need.length];
        int b = 0;
        int u = 0;
        for (int i = 0; i < order.length; i++) {
            int j = order[i];
            ids[i] = id[j];
            columns[0][i] = tenant[j];
            columns[1][i] = priorityClass[j];
            columns[2][i] = incumbent[j];
            for (int old = bidStart[j]; old < bidStart[j + 1]; old++) {
                values[b] = value[old];
                int length = useStart[old + 1] - useStart[old];
                System.arraycopy(resource, useStart[old], resources, u, length);
                System.arraycopy(need, useStart[old], needs, u, length);
                u += length;
                uses[++b] = u;
            }
            bids[i + 1] = b;
        }
        return new LotTable(
                ids, columns[0], columns[1], columns[2], bids, uses, values, resources, needs);
    }
}
