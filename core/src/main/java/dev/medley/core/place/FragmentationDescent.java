package dev.medley.core.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Fragmentation gradient descent as published (Weng et al., USENIX ATC 2023, and the settings of
/// its experiments): the seat that lets the node's expected fragmentation grow least.
///
/// The target workload is the most popular kinds (by devices, CPU and pools) that make up 95 % of
/// arrivals, those without devices included. The published experiments turn the growth d (in
/// devices) into whole points of a hundred, 100 / (1 + exp(d)) rounded down, and nodes of equal
/// points go by name; so it is here.
public final class FragmentationDescent implements Preference {

    private static final double TYPICAL = 0.95;

    private final FragmentTable table;

    private FragmentationDescent(FragmentTable table) {
        this.table = table;
    }

    public static FragmentationDescent of(Mix mix, Cluster cluster) {
        return new FragmentationDescent(new FragmentTable(typical(mix), cluster.pools()));
    }

    /// The most popular kinds, memory aside, their popularity adding up to 1.
    private static SortedMap<Mix.Kind, Double> typical(Mix mix) {
        var merged = new TreeMap<Mix.Kind, Double>();
        double total = 0;
        for (var kind : mix.kinds().entrySet()) {
            var member = kind.getKey().member();
            var bare = new Member(member.devices(), member.deviceMilli(), member.cpuMilli(), 0);
            merged.merge(new Mix.Kind(bare, kind.getKey().pools()), kind.getValue(), Double::sum);
            total += kind.getValue();
        }
        List<Map.Entry<Mix.Kind, Double>> order = new ArrayList<>(merged.entrySet());
        order.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        var typical = new TreeMap<Mix.Kind, Double>();
        double sum = 0;
        for (var kind : order) {
            if (sum >= TYPICAL * total) {
                break;
            }
            typical.put(kind.getKey(), kind.getValue());
            sum += kind.getValue();
        }
        double all = sum;
        typical.replaceAll((kind, weight) -> weight / all);
        return typical;
    }

    @Override
    public double potential(Room room) {
        return table.of(room);
    }

    @Override
    public double cost(double before, double after, Member member, int pool) {
        double growth = (after - before) / Member.WHOLE;
        return -Math.floor(100 / (1 + StrictMath.exp(growth)));
    }
}
