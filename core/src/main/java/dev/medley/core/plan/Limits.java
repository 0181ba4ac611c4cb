package dev.medley.core.plan;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Tenant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What cannot be exceeded: devices per pool and money per tenant.
///
/// @param tenants in the order of their purses
record Limits(List<Pool> pools, List<Tenant> tenants) {

    Limits {
        pools = List.copyOf(pools);
        tenants = List.copyOf(tenants);
    }

    int[] devices() {
        return pools.stream().mapToInt(Pool::devices).toArray();
    }

    /// Money per hour by purse.
    double[] money() {
        return tenants.stream()
                .mapToDouble(t -> t.budgetPerHour() == null ? Double.MAX_VALUE : t.budgetPerHour())
                .toArray();
    }

    /// Index of a tenant's purse, or -1 when it has no limit.
    int purseOf(String tenant) {
        for (int i = 0; i < tenants.size(); i++) {
            if (tenants.get(i).name().equals(tenant)) {
                return tenants.get(i).budgetPerHour() == null ? -1 : i;
            }
        }
        return -1;
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
