package dev.medley.core.control;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.work.Tenant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What a controller is told once.
///
/// @param pools with all the devices they may ever have; nodes join them by id
/// @param tiers of domains that nodes name, innermost first
/// @param reference chip that value is counted in
/// @param standardModel compares chips for work that cannot run on the reference
/// @param goals with the permissions that hold at the start
public record Setup(
        List<Pool> pools,
        List<String> tiers,
        List<Tenant> tenants,
        Chip reference,
        Model standardModel,
        PlanInput.Goals goals,
        RuleChanges ruleChanges,
        Timing timing) {

    public Setup {
        pools = List.copyOf(pools);
        tiers = List.copyOf(tiers);
        tenants = tenants.stream().sorted(Comparator.comparing(Tenant::name)).toList();
    }

    /// Under rules that stay as they are.
    public Setup(
            List<Pool> pools,
            List<String> tiers,
            List<Tenant> tenants,
            Chip reference,
            Model standardModel,
            PlanInput.Goals goals,
            Timing timing) {
        this(pools, tiers, tenants, reference, standardModel, goals, RuleChanges.NONE, timing);
    }

    /// The same as it may have been before: with these pools in this order, and these tenants
    /// beside its own. Of pools and tenants that are gone only the names are left.
    public Setup asBefore(List<String> poolIds, Collection<String> tenantNames) {
        var then = new ArrayList<Pool>();
        for (var id : poolIds) {
            int known = pool(id);
            then.add(known >= 0 ? pools.get(known) : pools.getFirst().gone(id));
        }
        var all = new ArrayList<>(tenants);
        for (var name : tenantNames) {
            if (tenants.stream().noneMatch(tenant -> tenant.name().equals(name))) {
                all.add(Tenant.named(name));
            }
        }
        return new Setup(then, tiers, all, reference, standardModel, goals, ruleChanges, timing);
    }

    /// The same with other times.
    public Setup under(Timing other) {
        return new Setup(
                pools, tiers, tenants, reference, standardModel, goals, ruleChanges, other);
    }

    /// Where work may run at that time.
    public Permissions permissions(long atMs) {
        return ruleChanges.at(atMs, goals.permissions());
    }

    /// Times that steer decisions, in milliseconds.
    ///
    /// @param horizonMs what an allocation is expected to last: losses by switching are spread over
    ///   it
    /// @param silenceMs a run not heard of for so long is asked about
    /// @param patienceMs a gang that found no room for so long has others moved out of its way
    /// @param backoffMs wait after a first failure; it doubles with every further one
    /// @param agingMs waiting for so long doubles a job's bids; three times them is the most
    /// @param halfLifeMs after which what a tenant has had counts half
    public record Timing(
            long horizonMs,
            long silenceMs,
            long patienceMs,
            long backoffMs,
            long agingMs,
            long halfLifeMs) {

        private static final long MINUTE = 60_000;

        public static final Timing DEFAULT =
                new Timing(
                        240 * MINUTE,
                        5 * MINUTE,
                        30 * MINUTE,
                        MINUTE,
                        24 * 60 * MINUTE,
                        24 * 60 * MINUTE);

        /// The same where a run may be silent for so long.
        public Timing withSilence(long otherMs) {
            return new Timing(horizonMs, otherMs, patienceMs, backoffMs, agingMs, halfLifeMs);
        }
    }

    /// Index of a pool, or -1.
    int pool(String id) {
        for (int p = 0; p < pools.size(); p++) {
            if (pools.get(p).id().equals(id)) {
                return p;
            }
        }
        return -1;
    }
}
