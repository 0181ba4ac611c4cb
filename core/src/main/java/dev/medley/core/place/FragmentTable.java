package dev.medley.core.place;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Expected fragmentation as Weng et al. define it ("Beware of Fragmentation", USENIX ATC 2023):
/// what of a node's idle devices a kind of member cannot use, averaged over kinds by popularity. A
/// kind that cannot sit on the node at all (pool, CPU, too few devices) can use nothing of it; one
/// that can cannot use devices with less idle than it takes.
///
/// Kinds with equal devices are kept together with the share of them that a given CPU satisfies, so
/// that a node costs a handful of sums instead of one per kind.
///
/// EXAMPLE: two devices idle by 600 and 300; kinds 500 milli and 1000 milli, equally popular. The
/// first cannot use the 300, the second nothing: (300 + 900) / 2 = 600.
final class FragmentTable {

    /// Different CPU needs that are told apart.
    private static final int MOST_STEPS = 128;

    private final int[] milli;
    private final int[] devices;
    private final long[] cpuSteps;

    /// By pool, CPU step and size: share of all kinds that have this size and are content with the
    /// pool and CPU.
    private final double[][][] content;

    /// Share of kinds without devices, to whom every idle device is waste.
    private final double total;

    /// @param kinds kinds with their popularity, adding up to 1
    FragmentTable(SortedMap<Mix.Kind, Double> kinds, List<String> pools) {
        var sizes = new TreeSet<Long>();
        var needs = new TreeSet<Long>();
        double sum = 0;
        for (var kind : kinds.entrySet()) {
            var member = kind.getKey().member();
            sum += kind.getValue();
            if (member.devices() > 0) {
                sizes.add(sizeOf(member));
                needs.add(member.cpuMilli());
            }
        }
        total = sum;
        milli = sizes.stream().mapToInt(size -> (int) (size >> 32)).toArray();
        devices = sizes.stream().mapToInt(Long::intValue).toArray();
        cpuSteps = steps(needs);
        content = new double[pools.size()][cpuSteps.length + 1][milli.length];
        for (var kind : kinds.entrySet()) {
            var member = kind.getKey().member();
            if (member.devices() > 0) {
                int size = sizes.headSet(sizeOf(member)).size();
                for (int pool = 0; pool < pools.size(); pool++) {
                    var may = kind.getKey().pools();
                    if (may.isEmpty() || may.contains(pools.get(pool))) {
                        add(content[pool], size, member.cpuMilli(), kind.getValue());
                    }
                }
            }
        }
    }

    private static long sizeOf(Member member) {
        return ((long) member.deviceMilli() << 32) + member.devices();
    }

    /// Needs in rising order; where there are too many, only some: a node must then meet the next
    /// higher one that is left.
    private static long[] steps(SortedSet<Long> needs) {
        long[] all = needs.stream().mapToLong(Long::longValue).toArray();
        int stride = (all.length + MOST_STEPS - 1) / MOST_STEPS;
        if (stride <= 1) {
            return all;
        }
        long[] some = new long[(all.length + stride - 1) / stride];
        for (int i = 0; i < some.length; i++) {
            some[some.length - 1 - i] = all[all.length - 1 - i * stride];
        }
        return some;
    }

    private void add(double[][] byStep, int size, long cpuMilli, double popularity) {
        for (int step = 0; step < cpuSteps.length; step++) {
            if (cpuSteps[step] >= cpuMilli) {
                byStep[step + 1][size] += popularity;
            }
        }
    }

    /// Expected thousandths of the node's idle devices that the next member cannot use.
    double of(Room room) {
        int step = Arrays.binarySearch(cpuSteps, room.cpuMilli);
        double[] shares = content[room.pool][step >= 0 ? step + 1 : -1 - step];
        double wasted = total * room.idleMilli();
        for (int size = 0; size < milli.length; size++) {
            double share = shares[size];
            if (share != 0) {
                int able = 0;
                int usable = 0;
                for (int d = 0; d < room.devices; d++) {
                    if (room.idle[d] >= milli[size]) {
                        able++;
                        usable += room.idle[d];
                    }
                }
                wasted -= able >= devices[size] ? share * usable : 0;
            }
        }
        return wasted;
    }
}
