package dev.medley.core.plan;

import dev.medley.core.catalog.Chip;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plans a fleet: a pure function of its input.
public final class Planner {

    /// Large enough for any shape.
    private static final int REFERENCE_DEVICES = 1024;

    private final PlanInput input;
    private final Fitting fitting;

    public Planner(PlanInput input, Fitting fitting) {
        var shared = new SharedServices(input.pools(), fitting).grouped(input.works());
        this.input = input.with(shared);
        this.fitting = fitting;
    }

    public Plan plan() {
        // 1. What does each work get from each pool, and from the reference chip?
        var offers = offers(input.pools());
        var reference = referenceOffer(input.reference());
        var fits = FitTable.of(input.works(), offers, reference, fitting);
        // 2. Which shapes does each work bid, in which pools, and what are they worth?
        var scale = new Scale(fits, offers, reference, fitting, input.standardModel());
        var claims = claims(fits, scale);
        // 3. Sell every device to the work it serves best; prices prove how good that is.
        var sale = Sale.best(input, claims);
        // 4. Who got what, who waits and why.
        return new Account(input, fits, claims, sale).plan();
    }

    private List<Claim> claims(FitTable fits, Scale scale) {
        var goals = input.goals();
        var weights = new Bidding.Weights(goals.perMoneyPerHour(), goals.perKilowatt());
        var bidding =
                new Bidding(
                        input.pools(),
                        fits,
                        scale,
                        weights,
                        tenantWeights(input),
                        input.incumbents(),
                        goals.permissions(),
                        Worth.View.MOMENT);
        var claims = new ArrayList<Claim>();
        for (int i = 0; i < input.works().size(); i++) {
            claims.add(bidding.claim(input.works().get(i), i));
        }
        return claims;
    }

    /// With a linear objective a tenant's weight multiplies what its work is worth; otherwise it
    /// weighs the tenant's utility, and worth stays as it is.
    public static SortedMap<String, Double> tenantWeights(PlanInput input) {
        var weights = new TreeMap<String, Double>();
        if (input.goals().alpha() == 0) {
            for (var tenant : input.tenants()) {
                weights.put(tenant.name(), tenant.weight());
            }
        }
        return weights;
    }

    /// What the pools offer, in their order.
    public static List<ChipOffer> offers(List<Pool> pools) {
        return pools.stream().map(Planner::offer).toList();
    }

    /// What a work is fitted to: the pools, in their order, and last the reference chip.
    public static List<ChipOffer> columns(List<Pool> pools, Chip reference) {
        var columns = new ArrayList<>(offers(pools));
        columns.add(referenceOffer(reference));
        return columns;
    }

    public static ChipOffer offer(Pool pool) {
        return new ChipOffer(
                pool.unit(),
                pool.stack(),
                pool.devicesPerNode(),
                pool.domainDevices(),
                pool.largestGang(),
                pool.costPerDeviceHour(),
                pool.site().powerPricePerKwh(),
                pool.site().pue(),
                pool.carving());
    }

    /// What the reference chip offers where nothing is known of a pool.
    public static ChipOffer referenceOffer(Chip chip) {
        return offer(typicalPool(chip));
    }

    /// Plenty of a chip in nodes of eight packages, with its links as they are sold, for nothing.
    public static Pool typicalPool(Chip chip) {
        int node = 8 * chip.devicesPerPackage();
        int domain =
                chip.scaleUp() == null
                        ? 1
                        : chip.scaleUp().domainPackages() * chip.devicesPerPackage();
        var nowhere = new Site("nowhere", "", 0, 1);
        return new Pool(chip.id(), nowhere, chip, chip.stack(), REFERENCE_DEVICES, node, domain, 0);
    }
}
