package dev.medley.core.plan;

import dev.medley.core.market.Market;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.PriorityClass;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lays claims out as a market: pools, tenants, budgets, classes, and a lot for each increment. The
/// market counts in integers: thousandths of a reference-device equivalent, and thousandths of the
/// currency per hour.
final class Stall {

    /// Market units of one equivalent, and of one currency unit per hour.
    static final double UNITS = 1000;

    private static final int NO_BUDGET = -1;

    private final MarketBuilder builder;
    private final TreeMap<String, Integer> tenants = new TreeMap<>();
    private final TreeMap<String, Integer> money = new TreeMap<>();
    private final TreeMap<String, Integer> devices = new TreeMap<>();
    private final EnumMap<Priority, Integer> classes = new EnumMap<>(Priority.class);

    Stall(PlanInput input, List<Claim> claims) {
        var goals = input.goals();
        builder = new MarketBuilder(new Terms(goals.alpha(), goals.floorSlack()));
        for (var pool : input.pools()) {
            builder.pool(pool.id(), pool.devices());
        }
        var bidders = new TreeSet<String>();
        var priorities = new TreeSet<Priority>();
        for (var claim : claims) {
            if (!claim.lots().isEmpty()) {
                bidders.add(claim.work().terms().tenant());
                priorities.add(claim.work().terms().priority());
            }
        }
        // A tenant without a bid would have no utility to speak of.
        for (var tenant : input.tenants()) {
            if (bidders.contains(tenant.name())) {
                admit(tenant, goals.alpha());
            }
        }
        for (var priority : priorities) {
            double floor = classes.isEmpty() ? 0 : floor(priority, goals);
            var id = priority.name().toLowerCase(Locale.ROOT);
            classes.put(priority, builder.priorityClass(new PriorityClass(id, floor)));
        }
    }

    private void admit(Tenant tenant, double alpha) {
        // With a linear objective the weight is in the values already.
        double weight = alpha == 0 ? 1 : tenant.weight();
        var share = new TenantShare(tenant.name(), weight, UNITS);
        tenants.put(tenant.name(), builder.tenant(share));
        var budget = tenant.budgetPerHour();
        if (budget != null) {
            long limit = (long) Math.floor(budget * UNITS);
            money.put(tenant.name(), builder.budget(tenant.name() + "/money", limit));
        }
        var most = tenant.maxDevices();
        if (most != null) {
            devices.put(tenant.name(), builder.budget(tenant.name() + "/devices", most));
        }
    }

    private static double floor(Priority priority, PlanInput.Goals goals) {
        return switch (priority) {
            case CORE -> 0;
            case STANDARD -> goals.standardFloor();
            case SPARE -> goals.spareFloor();
        };
    }

    /// Adds the claim's lots: one named like the work, or one per increment (`chat/1`, `chat/2`).
    void offer(Claim claim) {
        var terms = claim.work().terms();
        int purse = money.getOrDefault(terms.tenant(), NO_BUDGET);
        int quota = devices.getOrDefault(terms.tenant(), NO_BUDGET);
        int number = 0;
        for (var lot : claim.lots()) {
            number++;
            var name = claim.work().name();
            var id = claim.lots().size() == 1 ? name : name + "/" + number;
            builder.lot(
                    id,
                    tenants.getOrDefault(terms.tenant(), 0),
                    classes.getOrDefault(terms.priority(), 0));
            for (var candidate : lot) {
                builder.bid(Math.max(1, Math.round(candidate.value() * UNITS)))
                        .use(candidate.pool(), candidate.devices());
                if (purse != NO_BUDGET) {
                    builder.spend(purse, (long) Math.ceil(candidate.costPerHour() * UNITS));
                }
                if (quota != NO_BUDGET) {
                    builder.spend(quota, candidate.devices());
                }
            }
        }
    }

    Market market() {
        return builder.build();
    }
}
