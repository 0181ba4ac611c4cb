package dev.medley.core.control;

import dev.medley.core.fleet.Carving;
import dev.medley.core.work.Tenant;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;

/// What tenants with limits hold, runs that are still stopping included. Others are not counted.
final class Holdings {

    /// Money is a sum of fractions.
    private static final double ROUNDING = 1e-6;

    private final LinkedHashMap<String, Account> limited = new LinkedHashMap<>();

    private static final class Account {
        final Tenant tenant;
        long shares;
        double money;

        Account(Tenant tenant) {
            this.tenant = tenant;
        }
    }

    private Holdings() {}

    Holdings(State state) {
        for (var tenant : state.setup().tenants()) {
            if (tenant.maxDevices() != null || tenant.budgetPerHour() != null) {
                limited.put(tenant.name(), new Account(tenant));
            }
        }
        for (var job : state.jobs.values()) {
            if (!job.runs.isEmpty() && limited.containsKey(job.tenant)) {
                job.runs.values().forEach(run -> add(run, 1));
            }
        }
    }

    /// The same, to be changed without changing this.
    Holdings copy() {
        var copy = new Holdings();
        for (var account : limited.values()) {
            var other = new Account(account.tenant);
            other.shares = account.shares;
            other.money = account.money;
            copy.limited.put(account.tenant.name(), other);
        }
        return copy;
    }

    /// Adds a run so many times; it is taken away with -1.
    void add(Run run, int times) {
        var tenant = run.job.tenant;
        add(tenant, (long) times * run.shares(), times * run.fit.costPerHour());
    }

    /// @param shares of whole devices ([Carving#SHARES])
    void add(String tenant, long shares, double costPerHour) {
        var account = limited.get(tenant);
        if (account != null) {
            account.shares += shares;
            account.money += costPerHour;
        }
    }

    /// Whether the tenant may hold so much more.
    boolean allow(String tenant, long shares, double costPerHour) {
        var account = limited.get(tenant);
        if (account == null) {
            return true;
        }
        @Nullable Integer most = account.tenant.maxDevices();
        @Nullable Double budget = account.tenant.budgetPerHour();
        return (most == null || account.shares + shares <= Carving.WHOLE.shares(most))
                && (budget == null || account.money + costPerHour <= budget + ROUNDING);
    }
}
