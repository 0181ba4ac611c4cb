package dev.medley.core.plan;

import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.Pool;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Market;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Lays the claims of one priority class out as a market: pools, tenants, budgets, and a lot for
/// each increment; CPU and memory of nodes where they are scarcer than devices ([HostBudgets]). The
/// market counts in integers: thousandths of a reference-device equivalent, and thousandths of the
/// currency per hour. Where prices are about known, only bids that are near enough come
/// ([NearBids]).
final class Stall {

    /// Market units of one equivalent, and of one currency unit per hour.
    static final double UNITS = 1000;

    private static final int NO_BUDGET = -1;

    /// Times all that a tenant bids for that make a budget as good as none.
    private static final double PLENTY = 20;

    private final PlanInput input;
    private final MarketBuilder builder;
    private final LinkedHashMap<String, Account> accounts = new LinkedHashMap<>();
    private final HostBudgets hosts;

    /// What the market keeps for tenants, by name.
    private final SortedMap<String, Double> known;

    private final @Nullable NearBids near;

    private final long[] supply;
    private final List<Offer> offers = new ArrayList<>();

    /// Units of tenants' limits on devices that a device of each pool is: parts of unlike sizes are
    /// whole multiples of one. 1 everywhere where no pool is carved.
    private final int[] unitsPerDevice;

    /// Where the market keeps a tenant's share, money and devices.
    ///
    /// @param purse what it may take at most
    private record Account(int tenant, int money, int devices, NearBids.Purse purse) {
        static final Account OF_NOBODY =
                new Account(0, NO_BUDGET, NO_BUDGET, NearBids.Purse.ENDLESS);

        /// What it may take, at the prices that were found.
        NearBids.Purse purseAt(Clearing clearing) {
            return new NearBids.Purse(
                    purse.money(),
                    money == NO_BUDGET ? 0 : clearing.budgetPrice(money),
                    purse.units(),
                    devices == NO_BUDGET ? 0 : clearing.budgetPrice(devices));
        }
    }

    /// A claim's bids, with what of it is asked for often: claims lie far apart in memory.
    ///
    /// @param weight multiplies what its bids are worth
    /// @param stay share by which bids for what runs are raised
    /// @param running per lot, index within it of the bid that runs, or -1
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and nobody writes to them.
    private record Offer(
            Claim claim,
            String name,
            BidSheet sheet,
            double weight,
            double stay,
            Account account,
            int[] running) {

        int lots() {
            return running.length;
        }

        /// Whether bids of the same sheet are worth the same.
        boolean isLike(Offer other) {
            return weight == other.weight && claim.tenant.equals(other.claim.tenant);
        }
    }

    /// One to which all bids come.
    ///
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
        this(
                input,
                claims,
                dearest(input, claims),
                priority,
                supply,
                purses,
                left,
                Collections.emptySortedMap(),
                false);
    }

    /// @param claims of this class at least
    /// @param dearest see [#dearest]
    /// @param known about what prices will be, by the ids of pools and budgets
    /// @param nearOnly whether bids that are far from the best of their lot stay away
    Stall(
            PlanInput input,
            List<Claim> claims,
            SortedMap<String, Double> dearest,
            Priority priority,
            long[] supply,
            SortedMap<String, Limits.Purse> purses,
            HostStock left,
            SortedMap<String, Double> known,
            boolean nearOnly) {
        this.input = input;
        this.supply = supply;
        this.known = known;
        int finest = Pool.sharesPerDevice(input.pools());
        unitsPerDevice =
                input.pools().stream().mapToInt(p -> finest / p.carving().parts()).toArray();
        this.near = nearOnly ? new NearBids(poolPrices(known), supply, unitsPerDevice) : null;
        double alpha = input.goals().alpha();
        builder = new MarketBuilder(new Terms(alpha, 0));
        for (int p = 0; p < supply.length; p++) {
            builder.pool(input.pools().get(p).id(), supply[p]);
        }
        var bidders = new LinkedHashSet<String>();
        for (var claim : claims) {
            if (!claim.lots().isEmpty() && claim.priority == priority) {
                bidders.add(claim.tenant);
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

    /// What all bids of each tenant with a budget would cost together, whatever their class.
    static SortedMap<String, Double> dearest(PlanInput input, List<Claim> claims) {
        var dearest = new LinkedHashMap<String, Double>();
        for (var tenant : input.tenants()) {
            if (tenant.budgetPerHour() != null) {
                dearest.put(tenant.name(), 0.0);
            }
        }
        for (var claim : claims) {
            dearest.computeIfPresent(claim.tenant, (_, sum) -> sum + claim.sheet().dearest());
        }
        return new TreeMap<>(dearest);
    }

    /// @param dearest what all its bids together would cost; a budget far above it is none, so that
    ///   a larger one changes nothing
    /// @param finest units that the limit on devices is counted in, per whole device
    private void admit(
            Tenant tenant, double alpha, Limits.Purse purse, double dearest, int finest) {
        // With a linear objective the weight is in the values already.
        double weight = alpha == 0 ? 1 : tenant.weight();
        var name = tenant.name();
        int share = builder.tenant(new TenantShare(name, weight, UNITS));
        int money = NO_BUDGET;
        long limit = Long.MAX_VALUE;
        if (tenant.budgetPerHour() != null && purse.money() < PLENTY * dearest + UNITS) {
            limit = (long) Math.floor(Math.max(0, purse.money()) * UNITS);
            money = builder.budget(name + "/money", limit);
        }
        int devices = NO_BUDGET;
        long most = Long.MAX_VALUE;
        if (tenant.maxDevices() != null) {
            most = Math.max(0, purse.shares() / (Carving.SHARES / finest));
            devices = builder.budget(name + "/devices", most);
        }
        var some =
                new NearBids.Purse(
                        limit,
                        known.getOrDefault(name + "/money", 0.0),
                        most,
                        known.getOrDefault(name + "/devices", 0.0));
        accounts.put(name, new Account(share, money, devices, some));
    }

    private double[] poolPrices(SortedMap<String, Double> prices) {
        return input.pools().stream()
                .mapToDouble(pool -> prices.getOrDefault(pool.id(), 0.0))
                .toArray();
    }

    /// Takes a claim's bids. All are laid out together, because which of them come may depend on
    /// what all want.
    ///
    /// @param weight multiplies every bid
    /// @param stay share by which bids for what runs already are raised
    /// @param running what of it runs, and where
    void offer(Claim claim, double weight, double stay, List<Incumbents.Run> running) {
        var account = accounts.getOrDefault(claim.tenant, Account.OF_NOBODY);
        int[] incumbents = claim.running(input.pools(), running);
        var offer = new Offer(claim, claim.name, claim.sheet(), weight, stay, account, incumbents);
        offers.add(offer);
        if (near != null) {
            near.expect(offer.sheet, weight, stay, account.purse, incumbents);
        }
    }

    /// The market of all that was offered, to be asked for once.
    Market market() {
        if (near != null) {
            near.compare();
        }
        offers.forEach(this::layOut);
        return builder.build();
    }

    /// Adds an offer's lots: one named like the work, or one per increment (`chat/1`, `chat/2`).
    private void layOut(Offer offer) {
        var sheet = offer.sheet;
        var account = offer.account;
        if (near != null) {
            near.begin(offer.stay, offer.claim.needsMore);
        }
        for (int l = 0; l < offer.lots(); l++) {
            var name = offer.lots() == 1 ? offer.name : offer.name + "/" + (l + 1);
            int handle = builder.lot(name, account.tenant);
            int runs = offer.running[l];
            int first = sheet.first()[l];
            int bids = near == null ? sheet.first()[l + 1] - first : near.choose(runs);
            for (int i = 0; i < bids; i++) {
                int choice = near == null ? i : near.original(handle, i);
                int b = first + choice;
                double stay = choice == runs ? offer.stay : 0;
                builder.bid(
                                near == null
                                        ? units(sheet.value()[b], offer.weight, stay)
                                        : near.value(b, choice == runs))
                        .use(sheet.pool()[b], sheet.devices()[b]);
                if (account.money != NO_BUDGET) {
                    builder.spend(account.money, sheet.cost()[b]);
                }
                if (account.devices != NO_BUDGET) {
                    int units = unitsPerDevice[sheet.pool()[b]];
                    builder.spend(account.devices, (long) sheet.devices()[b] * units);
                }
                hosts.spend(offer.claim, l, choice, builder);
            }
            int incumbent = near == null || runs < 0 ? runs : near.inMarket(handle, runs);
            if (incumbent >= 0) {
                builder.incumbent(incumbent, 0);
            }
        }
    }

    /// How many lots the claim has that was offered as number k.
    int lots(int k) {
        return offers.get(k).lots();
    }

    /// What a bid is worth in the market.
    static long units(double value, double weight, double stay) {
        return Math.max(1, Math.round(value * weight * (1 + stay) * UNITS));
    }

    /// The index within its lot of what a lot of the market got, or [Clearing#NONE].
    int choice(Clearing clearing, int lot) {
        int choice = clearing.choice(lot);
        return near == null || choice == Clearing.NONE ? choice : near.original(lot, choice);
    }

    /// What bids that stayed away can add to the bound of this market at most.
    double missed(Clearing clearing) {
        if (near == null) {
            return 0;
        }
        var purseOf = new IdentityHashMap<Account, NearBids.Purse>();
        var purses = new ArrayList<NearBids.Purse>(offers.size());
        for (var offer : offers) {
            purses.add(purseOf.computeIfAbsent(offer.account, a -> a.purseAt(clearing)));
        }
        return near.missed(found(clearing), purses);
    }

    /// About what prices will be in a sale much like this one, by the ids of pools and budgets:
    /// what was found, and where a pool has too little left for some who would pay more than that,
    /// what was known before, or as much as keeps them out. Of a pool with nothing for sale the
    /// market finds no price at all, and who believed that it is free would all want the next
    /// device that is given back there.
    SortedMap<String, Double> prices(Clearing clearing) {
        double[] found = found(clearing);
        double[] high = found.clone();
        var stage = clearing.stages().getLast();
        var latest = new IdentityHashMap<BidSheet, Offer>();
        for (var offer : offers) {
            var before = latest.put(offer.sheet, offer);
            if ((before != null && before.isLike(offer)) || offer.sheet.fits(supply)) {
                continue;
            }
            // With fairness prices are in utility: what a bid is worth there depends on the tenant.
            double weight = offer.weight * Sale.weight(stage, offer.claim.tenant);
            raise(high, found, offer, weight, offer.account.purseAt(clearing));
        }
        var prices = new TreeMap<String, Double>();
        for (int p = 0; p < found.length; p++) {
            var id = input.pools().get(p).id();
            double before = known.getOrDefault(id, 0.0);
            prices.put(id, before > 0 ? Math.clamp(before, found[p], high[p]) : high[p]);
        }
        var budgets = clearing.market().budgets();
        for (int b = 0; b < budgets.size(); b++) {
            prices.put(budgets.get(b).id(), clearing.budgetPrice(b));
        }
        return prices;
    }

    private double[] found(Clearing clearing) {
        double[] price = new double[input.pools().size()];
        for (int p = 0; p < price.length; p++) {
            price[p] = clearing.poolPrice(p);
        }
        return price;
    }

    private void raise(
            double[] price, double[] found, Offer offer, double weight, NearBids.Purse purse) {
        int[] first = offer.sheet.first();
        for (int l = 0; l + 1 < first.length; l++) {
            double best = Double.NaN;
            for (int b = first[l]; b < first[l + 1]; b++) {
                int pool = offer.sheet.pool()[b];
                if (!fits(offer, b)) {
                    best = Double.isNaN(best) ? best(found, offer, weight, l, purse) : best;
                    double more = margin(found, offer, weight, b, purse) - best;
                    double due = found[pool] + more / offer.sheet.devices()[b];
                    price[pool] = Math.max(price[pool], due);
                }
            }
        }
    }

    /// What the lot gains at most by bids that fit.
    private double best(double[] price, Offer offer, double weight, int lot, NearBids.Purse purse) {
        double best = 0;
        for (int b = offer.sheet.first()[lot]; b < offer.sheet.first()[lot + 1]; b++) {
            best = fits(offer, b) ? Math.max(best, margin(price, offer, weight, b, purse)) : best;
        }
        return best;
    }

    private boolean fits(Offer offer, int bid) {
        return offer.sheet.devices()[bid] <= supply[offer.sheet.pool()[bid]];
    }

    private double margin(
            double[] price, Offer offer, double weight, int bid, NearBids.Purse purse) {
        double worth = offer.sheet.value()[bid] * weight * UNITS;
        return offer.sheet.margin(bid, worth, price, purse, unitsPerDevice);
    }
}
