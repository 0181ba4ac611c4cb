package dev.medley.core.plan;

import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.Pool;
import dev.medley.core.market.Market;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lays the claims of one priority class out as a market: pools, tenants, budgets, and a lot for
/// each increment; CPU and memory of nodes where they are scarcer than devices ([HostBudgets]). The
/// market counts in integers: thousandths of a reference-device equivalent, and thousandths of the
/// currency per hour.
final class Stall {

    /// Market units of one equivalent, and of one currency unit per hour.
    static final double UNITS = 1000;

    private static final int NO_BUDGET = -1;

    /// Times all that a tenant bids for that make a budget as good as none.
    private static final double PLENTY = 20;

    private final PlanInput input;
    private final MarketBuilder builder;
    private final TreeMap<String, Account> accounts = new TreeMap<>();
    private final HostBudgets hosts;

    /// Units of tenants' limits on devices that a device of each pool is: parts of unlike sizes are
    /// whole multiples of one. 1 everywhere where no pool is carved.
    private final int[] unitsPerDevice;

    /// Where the market keeps a tenant's share, money and devices.
    private record Account(int tenant, int money, int devices) {
        static final Account OF_NOBODY = new Account(0, NO_BUDGET, NO_BUDGET);
    }

    /// @param priority class whose claims are sold here
    /// @param supply devices of each pool that are for sale
    /// @param purses what each tenant may still take
    /// @param left CPU and memory of nodes that are for sale
    Stall(
            PlanInput input,
            List<Claim> claims,
            Priority priority,
            long[] supply,
            SortedMap<String, Limits.Purse> purses,
            HostStock left) {
        this.input = input;
        int finest = Pool.sharesPerDevice(input.pools());
        unitsPerDevice =
                input.pools().stream().mapToInt(p -> finest / p.carving().parts()).toArray();
        double alpha = input.goals().alpha();
        builder = new MarketBuilder(new Terms(alpha, 0));
        for (int p = 0; p < supply.length; p++) {
            builder.pool(input.pools().get(p).id(), supply[p]);
        }
        var bidders = new TreeSet<String>();
        var dearest = new TreeMap<String, Double>();
        for (var tenant : input.tenants()) {
            if (tenant.budgetPerHour() != null) {
                dearest.put(tenant.name(), 0.0);
            }
        }
        for (var claim : claims) {
            var tenant = claim.work().terms().tenant();
            dearest.computeIfPresent(tenant, (_, sum) -> sum + claim.sheet().dearest());
            if (!claim.lots().isEmpty() && claim.work().terms().priority() == priority) {
                bidders.add(tenant);
            }
        }
        // A tenant without a bid would have no utility to speak of.
        for (var tenant : input.tenants()) {
            if (bidders.contains(tenant.name())) {
                var purse = purses.getOrDefault(tenant.name(), Limits.Purse.UNLIMITED);
                admit(tenant, alpha, purse, dearest.getOrDefault(tenant.name(), 0.0), finest);
            }
        }
        hosts = HostBudgets.add(input, claims, priority, supply, left, builder);
    }

    /// @param most what all its bids together would cost; a budget far above it is none, so that a
    ///   larger one changes nothing
    /// @param finest units that the limit on devices is counted in, per whole device
    private void admit(Tenant tenant, double alpha, Limits.Purse purse, double most, int finest) {
        // With a linear objective the weight is in the values already.
        double weight = alpha == 0 ? 1 : tenant.weight();
        var name = tenant.name();
        int share = builder.tenant(new TenantShare(name, weight, UNITS));
        int money = NO_BUDGET;
        if (tenant.budgetPerHour() != null && purse.money() < PLENTY * most + UNITS) {
            long limit = (long) Math.floor(Math.max(0, purse.money()) * UNITS);
            money = builder.budget(name + "/money", limit);
        }
        int devices = NO_BUDGET;
        if (tenant.maxDevices() != null) {
            devices =
                    builder.budget(
                            name + "/devices",
                            Math.max(0, purse.shares() / (Carving.SHARES / finest)));
        }
        accounts.put(name, new Account(share, money, devices));
    }

    /// Adds the claim's lots: one named like the work, or one per increment (`chat/1`, `chat/2`).
    ///
    /// @param weight multiplies every bid
    /// @param stay share by which bids for what runs already are raised
    /// @param running what of it runs, and where
    void offer(Claim claim, double weight, double stay, List<Incumbents.Run> running) {
        var terms = claim.work().terms();
        var account = accounts.getOrDefault(terms.tenant(), Account.OF_NOBODY);
        var incumbentBids = new IncumbentBids(input.pools(), running);
        var sheet = claim.sheet();
        var name = claim.work().name();
        int lots = claim.lots().size();
        for (int l = 0; l < lots; l++) {
            builder.lot(lots == 1 ? name : name + "/" + (l + 1), account.tenant);
            int runs = running.isEmpty() ? -1 : incumbentBids.choice(claim.lots().get(l));
            int first = sheet.first()[l];
            for (int b = first; b < sheet.first()[l + 1]; b++) {
                double value = sheet.value()[b] * weight * (b - first == runs ? 1 + stay : 1);
                builder.bid(Math.max(1, Math.round(value * UNITS)))
                        .use(sheet.pool()[b], sheet.devices()[b]);
                if (account.money != NO_BUDGET) {
                    builder.spend(account.money, sheet.cost()[b]);
                }
                if (account.devices != NO_BUDGET) {
                    int units = unitsPerDevice[sheet.pool()[b]];
                    builder.spend(account.devices, (long) sheet.devices()[b] * units);
                }
                hosts.spend(claim, l, b - first, builder);
            }
            if (runs >= 0) {
                builder.incumbent(runs, 0);
            }
        }
    }

    Market market() {
        return builder.build();
    }
}
