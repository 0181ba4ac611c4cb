package dev.medley.core.fit.training;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Numbers of devices worth trying: powers of two within a node, then whole nodes in steps of a
/// third to a half, and both ends of what is allowed.
final class DeviceCounts {

    private static final int MOST = 24;

    private DeviceCounts() {}

    /// Ascending, at most 24, never outside of what is allowed; empty when nothing is.
    static List<Integer> between(int least, int most, int nodeDevices) {
        var counts = new TreeSet<Integer>();
        for (int count = 1; count < nodeDevices && count <= most; count *= 2) {
            counts.add(count);
        }
        for (long nodes = 1; nodes * nodeDevices <= most; nodes *= 2) {
            counts.add((int) (nodes * nodeDevices));
            long half = nodes * nodeDevices * 3 / 2;
            if (nodes > 1 && half <= most) {
                counts.add((int) half);
            }
        }
        counts.add(whole(most, nodeDevices));
        counts.add(
                whole(
                        Math.max(1, (int) Math.min((long) least + nodeDevices - 1, most)),
                        nodeDevices));
        counts.removeIf(count -> count < least || count > most);
        return thinned(new ArrayList<>(counts));
    }

    /// The largest number of devices in whole nodes, or the largest power of two within one.
    private static int whole(int devices, int nodeDevices) {
        return devices >= nodeDevices
                ? devices / nodeDevices * nodeDevices
                : Integer.highestOneBit(Math.max(1, devices));
    }

    private static List<Integer> thinned(List<Integer> counts) {
        if (counts.size() <= MOST) {
            return counts;
        }
        var kept = new TreeSet<Integer>();
        for (int i = 0; i < MOST; i++) {
            kept.add(counts.get((int) ((long) i * (counts.size() - 1) / (MOST - 1))));
        }
        return new ArrayList<>(kept);
    }
}
