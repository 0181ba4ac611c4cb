package dev.medley.core.plan.weeks;

import dev.medley.core.work.Tenant;

import java.util.List;
import java.util.stream.Stream;

/// What is for sale: devices per pool and week, and what tenants may take in each week. Rows number
/// all of it week by week: first the pools, then the purses.
final class Supply {

    /// Counts money in thousandths, so that what is given back is what was taken.
    static final double UNITS = 1000;

    private final int weeks;
    private final int pools;
    private final int[] free;
    private final List<Purse> purses;
    private final long[] left;

    /// @param free devices by week and pool
    /// @param purses limits that tenants have, in one order for every week
    /// @param left what is left of them by week and purse, in thousandths of money or in devices
    Supply(int weeks, int pools, int[] free, List<Purse> purses, long[] left) {
        this.weeks = weeks;
        this.pools = pools;
        this.free = free.clone();
        this.purses = List.copyOf(purses);
        this.left = left.clone();
    }

    int weeks() {
        return weeks;
    }

    int pools() {
        return pools;
    }

    /// By week and pool.
    int[] free() {
        return free.clone();
    }

    List<Purse> purses() {
        return purses;
    }

    /// By week and purse.
    long[] left() {
        return left.clone();
    }

    /// A tenant's limit.
    ///
    /// @param ofMoney money per hour, or devices
    /// @param most in thousandths of money, or in devices
    record Purse(String tenant, boolean ofMoney, long most) {

        String id() {
            return tenant + (ofMoney ? "/money" : "/devices");
        }
    }

    static Supply of(HorizonInput input) {
        int weeks = input.weeks();
        int pools = input.devices().size();
        int[] free = new int[weeks * pools];
        for (int p = 0; p < pools; p++) {
            for (int t = 0; t < weeks; t++) {
                free[t * pools + p] = input.devices().get(p).get(t);
            }
        }
        var purses =
                input.base().tenants().stream().flatMap(tenant -> purses(tenant).stream()).toList();
        long[] left = new long[weeks * purses.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = purses.get(i % purses.size()).most();
        }
        return new Supply(weeks, pools, free, purses, left);
    }

    private static List<Purse> purses(Tenant tenant) {
        var budget = tenant.budgetPerHour();
        var most = tenant.maxDevices();
        var money =
                budget == null
                        ? List.<Purse>of()
                        : List.of(
                                new Purse(tenant.name(), true, (long) Math.floor(budget * UNITS)));
        var devices =
                most == null ? List.<Purse>of() : List.of(new Purse(tenant.name(), false, most));
        return Stream.concat(money.stream(), devices.stream()).toList();
    }

    /// The purse of the tenant, or -1.
    int purse(String tenant, boolean ofMoney) {
        for (int q = 0; q < purses.size(); q++) {
            if (purses.get(q).ofMoney() == ofMoney && purses.get(q).tenant().equals(tenant)) {
                return q;
            }
        }
        return -1;
    }

    int rowsPerWeek() {
        return pools + purses.size();
    }

    int rows() {
        return weeks * rowsPerWeek();
    }

    int row(int week, int pool) {
        return week * rowsPerWeek() + pool;
    }

    int purseRow(int week, int purse) {
        return week * rowsPerWeek() + pools + purse;
    }

    int free(int week, int pool) {
        return free[week * pools + pool];
    }

    long left(int week, int purse) {
        return left[week * purses.size() + purse];
    }

    /// Devices by row of pools, money in currency units and devices by row of purses.
    double capacity(int row) {
        int week = row / rowsPerWeek();
        int within = row % rowsPerWeek();
        if (within < pools) {
            return free(week, within);
        }
        int purse = within - pools;
        return left(week, purse) / (purses.get(purse).ofMoney() ? UNITS : 1);
    }
}
