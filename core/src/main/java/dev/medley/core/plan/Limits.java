package dev.medley.core.plan;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Tenant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What cannot be exceeded: devices per pool, money and devices per tenant.
record Limits(List<Pool> pools, List<Tenant> tenants) {

    Limits {
        pools = List.copyOf(pools);
        tenants = List.copyOf(tenants);
    }

    int[] devices() {
        return pools.stream().mapToInt(Pool::devices).toArray();
    }

    /// What each tenant has left before it runs anything, by name.
    SortedMap<String, Purse> purses() {
        var purses = new TreeMap<String, Purse>();
        for (var tenant : tenants) {
            var budget = tenant.budgetPerHour();
            var most = tenant.maxDevices();
            purses.put(
                    tenant.name(),
                    new Purse(
                            budget == null ? Double.MAX_VALUE : budget,
                            most == null ? Integer.MAX_VALUE : most));
        }
        return purses;
    }

    /// What a tenant may still take.
    ///
    /// @param money per hour
    record Purse(double money, int devices) {

        static final Purse UNLIMITED = new Purse(Double.MAX_VALUE, Integer.MAX_VALUE);

        boolean covers(Candidate candidate) {
            return candidate.costPerHour() <= money && candidate.devices() <= devices;
        }

        Purse less(Candidate candidate) {
            return new Purse(money - candidate.costPerHour(), devices - candidate.devices());
        }
    }

    /// Devices times dense 16-bit peak, in FLOP/s; a pool without a published peak counts 0.
    double[] strengthPerPool() {
        return pools.stream().mapToDouble(p -> p.devices() * peak(p)).toArray();
    }

    /// Pool indices, highest 16-bit peak per device first, ties by id.
    List<Integer> poolsByPeak() {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < pools.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer>comparingDouble(i -> -peak(pools.get(i)))
                        .thenComparing(i -> pools.get(i).id()));
        return order;
    }

    private static double peak(Pool pool) {
        var peak = pool.chip().deviceFlops(Precision.BF16);
        return peak == null ? 0 : peak;
    }
}
