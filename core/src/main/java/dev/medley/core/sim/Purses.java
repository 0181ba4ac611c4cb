package dev.medley.core.sim;

import dev.medley.core.fleet.Carving;
import dev.medley.core.plan.Candidate;
import dev.medley.core.work.Tenant;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What tenants may still take in a round, counted in thousandths of money as the market counts,
/// and in shares of whole devices.
final class Purses {

    private static final double UNITS = 1000;

    private final TreeMap<String, long[]> left = new TreeMap<>();

    Purses(List<Tenant> tenants) {
        for (var tenant : tenants) {
            @Nullable Double budget = tenant.budgetPerHour();
            @Nullable Integer most = tenant.maxDevices();
            left.put(
                    tenant.name(),
                    new long[] {
                        budget == null ? Long.MAX_VALUE : (long) Math.floor(budget * UNITS),
                        most == null ? Long.MAX_VALUE : Carving.WHOLE.shares(most)
                    });
        }
    }

    private Purses(Map<String, long[]> left) {
        left.forEach((tenant, some) -> this.left.put(tenant, some.clone()));
    }

    Purses copy() {
        return new Purses(left);
    }

    boolean covers(String tenant, Candidate candidate) {
        var some = left.get(tenant);
        return some != null && cost(candidate) <= some[0] && candidate.shares() <= some[1];
    }

    void take(String tenant, Candidate candidate) {
        Violation.unless(
                covers(tenant, candidate),
                "Tenant '%s' was sold more than it may pay for: %s devices at %s.",
                tenant,
                candidate.devices(),
                candidate.costPerHour());
        var some = left.get(tenant);
        if (some != null) {
            some[0] -= some[0] == Long.MAX_VALUE ? 0 : cost(candidate);
            some[1] -= some[1] == Long.MAX_VALUE ? 0 : candidate.shares();
        }
    }

    private static long cost(Candidate candidate) {
        return (long) Math.ceil(candidate.costPerHour() * UNITS);
    }
}
