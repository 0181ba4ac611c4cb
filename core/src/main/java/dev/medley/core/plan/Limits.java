package dev.medley.core.plan;

import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Tenant;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What cannot be exceeded: devices per pool, money and devices per tenant.
public record Limits(List<Pool> pools, List<Tenant> tenants) {

    public Limits {
        pools = List.copyOf(pools);
        tenants = List.copyOf(tenants);
    }

    int[] devices() {
        return pools.stream().mapToInt(Pool::devices).toArray();
    }

    /// What each tenant has left before it runs anything, by name.
    public SortedMap<String, Purse> purses() {
        var purses = new TreeMap<String, Purse>();
        for (var tenant : tenants) {
            var budget = tenant.budgetPerHour();
            var most = tenant.maxDevices();
            purses.put(
                    tenant.name(),
                    new Purse(
                            budget == null ? Double.MAX_VALUE : budget,
                            most == null ? Long.MAX_VALUE : Carving.WHOLE.shares(most)));
        }
        return purses;
    }

    /// What a tenant may still take.
    ///
    /// @param money per hour
    /// @param shares of whole devices ([Carving#SHARES])
    public record Purse(double money, long shares) {

        public static final Purse UNLIMITED = new Purse(Double.MAX_VALUE, Long.MAX_VALUE);

        public boolean covers(Candidate candidate) {
            return candidate.costPerHour() <= money && candidate.shares() <= shares;
        }

        /// What is left when so much is taken.
        Purse less(double costPerHour, long taken) {
            return new Purse(
                    money - costPerHour, shares == Long.MAX_VALUE ? shares : shares - taken);
        }

        public Purse less(Candidate candidate) {
            return less(candidate.costPerHour(), candidate.shares());
        }

        Purse less(List<Candidate> candidates) {
            var left = this;
            for (var candidate : candidates) {
                left = left.less(candidate);
            }
            return left;
        }
    }
}
