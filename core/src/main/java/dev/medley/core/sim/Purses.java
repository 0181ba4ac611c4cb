package dev.medley.core.sim;

import dev.medley.core.fleet.Carving;
import dev.medley.core.plan.Candidate;
import dev.medley.core.work.Tenant;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/// What tenants may still take in a round: money, and shares of whole devices.
///
/// What was sold is held against the money itself. A market counts within a class in thousandths,
/// what bids cost being rounded up; who plans for one class what a market might have sold counts
/// like that ([#asMarketsCount()]).
final class Purses {

    private static final double UNITS = 1000;
    private static final double ROUNDING = 1e-6;

    private final TreeMap<String, Purse> left = new TreeMap<>();
    private final boolean inUnits;

    private record Purse(double money, long shares) {}

    Purses(List<Tenant> tenants) {
        this.inUnits = false;
        for (var tenant : tenants) {
            @Nullable Double budget = tenant.budgetPerHour();
            @Nullable Integer most = tenant.maxDevices();
            left.put(
                    tenant.name(),
                    new Purse(
                            budget == null ? Double.POSITIVE_INFINITY : budget * UNITS,
                            most == null ? Long.MAX_VALUE : Carving.WHOLE.shares(most)));
        }
    }

    private Purses(Purses exact) {
        this.inUnits = true;
        exact.left.forEach(
                (tenant, some) -> left.put(tenant, new Purse(Math.floor(some.money), some.shares)));
    }

    /// What is left, as the market of one class counts it.
    Purses asMarketsCount() {
        return new Purses(this);
    }

    boolean covers(String tenant, Candidate candidate) {
        var some = left.get(tenant);
        return some != null
                && cost(candidate) <= some.money + ROUNDING
                && candidate.shares() <= some.shares;
    }

    void take(String tenant, Candidate candidate) {
        Violation.unless(
                covers(tenant, candidate),
                "Tenant '%s' was sold more than it may pay for: %s devices at %s.",
                tenant,
                candidate.devices(),
                candidate.costPerHour());
        left.computeIfPresent(
                tenant,
                (_, some) ->
                        new Purse(
                                some.money - cost(candidate),
                                some.shares == Long.MAX_VALUE
                                        ? some.shares
                                        : some.shares - candidate.shares()));
    }

    private double cost(Candidate candidate) {
        double cost = candidate.costPerHour() * UNITS;
        return inUnits ? Math.ceil(cost) : cost;
    }
}
