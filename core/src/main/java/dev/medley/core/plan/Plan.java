package dev.medley.core.plan;

import dev.medley.core.fit.Reason;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Pool;
import dev.medley.core.market.Clearing;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who runs where, what that is worth, and why the others wait.
///
/// @param objective value of the plan in the market's terms
/// @param bound what no plan can exceed, in the same terms
/// @param gap how far the plan can be from the best possible at most, as a share of the bound
/// @param worth reference-device equivalents of everything that runs
/// @param pools one entry per pool, in the fleet's order
/// @param allocations by work, then pool
/// @param waiting work of which nothing runs, by name
/// @param tenants one entry per tenant, by name
/// @param alternatives simpler policies on the same fits
/// @param changes what becomes of work that ran before; null where nothing did
/// @param warnings what rules want to be known of what runs, by work
/// @param clearings how the market sold, one class after another, for a certificate each
/// @param vouchers what vouchers take off its cost
public record Plan(
        double objective,
        double bound,
        double gap,
        double worth,
        List<PoolUse> pools,
        List<Allocation> allocations,
        List<Waiting> waiting,
        List<TenantUse> tenants,
        List<Alternative> alternatives,
        @Nullable Changes changes,
        List<Warning> warnings,
        SortedMap<Priority, Clearing> clearings,
        VoucherCover vouchers) {

    /// A plan that no voucher pays for.
    public Plan(
            double objective,
            double bound,
            double gap,
            double worth,
            List<PoolUse> pools,
            List<Allocation> allocations,
            List<Waiting> waiting,
            List<TenantUse> tenants,
            List<Alternative> alternatives,
            @Nullable Changes changes,
            List<Warning> warnings,
            SortedMap<Priority, Clearing> clearings) {
        this(
                objective,
                bound,
                gap,
                worth,
                pools,
                allocations,
                waiting,
                tenants,
                alternatives,
                changes,
                warnings,
                clearings,
                VoucherCover.NONE);
    }

    /// The same plan, paid for in part by vouchers.
    public Plan paidWith(VoucherCover cover) {
        return new Plan(
                objective,
                bound,
                gap,
                worth,
                pools,
                allocations,
                waiting,
                tenants,
                alternatives,
                changes,
                warnings,
                clearings,
                cover);
    }

    public Plan {
        pools = List.copyOf(pools);
        allocations = List.copyOf(allocations);
        waiting = List.copyOf(waiting);
        tenants = List.copyOf(tenants);
        alternatives = List.copyOf(alternatives);
        warnings = List.copyOf(warnings);
        clearings = Collections.unmodifiableSortedMap(new TreeMap<>(clearings));
    }

    /// How a pool is used and what its devices are worth; where they are carved, what their parts
    /// are worth, and how many of them are used.
    ///
    /// @param price equivalents that one more device would add
    /// @param training devices that train
    /// @param serving devices that serve
    /// @param batch devices of batch jobs
    public record PoolUse(
            Pool pool, int used, double price, int training, int serving, int batch) {}

    /// One work in one pool.
    ///
    /// @param replicas equal replicas of the shape
    /// @param rate work per second in the shape's unit, demand covered rather than capacity
    /// @param share share of a service's demand covered here; 1 for jobs
    /// @param worth reference-device equivalents
    public record Allocation(
            Work work,
            int pool,
            ShapeFit fit,
            int replicas,
            double rate,
            double share,
            double worth,
            double costPerHour,
            double watts) {

        /// Devices of its pool; parts where these are carved.
        public int devices() {
            return replicas * fit.shape().devices();
        }
    }

    /// What becomes of work that ran before, by name.
    ///
    /// @param kept runs on in its place
    /// @param moved runs on, at least in part elsewhere
    /// @param stopped runs no more
    public record Changes(List<String> kept, List<String> moved, List<String> stopped) {
        public Changes {
            kept = List.copyOf(kept);
            moved = List.copyOf(moved);
            stopped = List.copyOf(stopped);
        }
    }

    /// Work of which nothing runs.
    public record Waiting(Work work, List<Reason> reasons) {
        public Waiting {
            reasons = List.copyOf(reasons);
        }
    }

    /// What is to be known of a work that runs in a pool.
    public record Warning(String work, String pool, Reason reason) {}

    /// What a tenant gets.
    ///
    /// @param devices whole ones, parts being fractions of them
    public record TenantUse(
            String tenant,
            int running,
            int waiting,
            double devices,
            double worth,
            double costPerHour) {}

    /// What a simpler policy would reach with the same fits.
    ///
    /// @param worth reference-device equivalents of everything it runs
    /// @param worthByClass the same, class by class
    /// @param running works of which something runs
    /// @param deadlines jobs with a deadline that it meets
    /// @param demand mean share of demand that it serves, over services
    public record Alternative(
            String name,
            String rule,
            double worth,
            SortedMap<Priority, Double> worthByClass,
            int running,
            int deadlines,
            double demand,
            double costPerHour) {
        public Alternative {
            worthByClass = Collections.unmodifiableSortedMap(new TreeMap<>(worthByClass));
        }
    }
}
