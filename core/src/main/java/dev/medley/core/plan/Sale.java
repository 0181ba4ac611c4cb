package dev.medley.core.plan;

import dev.medley.core.market.Auctioneer;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Market;
import dev.medley.core.market.Stage;

import java.util.ArrayList;
import java.util.List;

/// The claims as the market sold them.
///
/// With fairness between tenants the market's prices are in utility, not in equivalents. What a
/// device costs a tenant in equivalents is the price over the tenant's weight in the dual; a pool's
/// price is the one that the average equivalent sold has to beat.
final class Sale {

    private final Market market;
    private final Clearing clearing;
    private final Outcome outcome;
    private final int[] firstLot;

    private Sale(Market market, Clearing clearing, Outcome outcome, int[] firstLot) {
        this.market = market;
        this.clearing = clearing;
        this.outcome = outcome;
        this.firstLot = firstLot;
    }

    static Sale of(PlanInput input, List<Claim> claims) {
        var stall = new Stall(input, claims);
        int[] firstLot = new int[claims.size()];
        int lots = 0;
        for (int i = 0; i < claims.size(); i++) {
            firstLot[i] = lots;
            lots += claims.get(i).lots().size();
            stall.offer(claims.get(i));
        }
        var market = stall.market();
        var clearing = Auctioneer.clear(market);
        return new Sale(market, clearing, outcome(claims, clearing, firstLot), firstLot);
    }

    private static Outcome outcome(List<Claim> claims, Clearing clearing, int[] firstLot) {
        var taken = new ArrayList<List<Candidate>>();
        for (int i = 0; i < claims.size(); i++) {
            var some = new ArrayList<Candidate>();
            var lots = claims.get(i).lots();
            for (int k = 0; k < lots.size(); k++) {
                int choice = clearing.choice(firstLot[i] + k);
                if (choice != Clearing.NONE) {
                    some.add(lots.get(k).get(choice));
                }
            }
            taken.add(some);
        }
        return new Outcome(claims, taken);
    }

    Market market() {
        return market;
    }

    Clearing clearing() {
        return clearing;
    }

    Outcome outcome() {
        return outcome;
    }

    /// What a device of the pool costs this claim's tenant, in equivalents, at the prices of the
    /// stage that decided about the claim.
    double priceFor(int claim, int pool) {
        int lot = firstLot[claim];
        var stage = clearing.stageOf(lot);
        var tenant = market.tenants().get(market.tenant(lot)).id();
        double weight = weight(stage, tenant);
        return weight > 0 ? stage.poolPrices().get(pool) / weight / Stall.UNITS : 0;
    }

    /// What one more device of the pool is worth, in equivalents, in the stage where it is dearest.
    double poolPrice(int pool) {
        double dearest = 0;
        for (var stage : clearing.stages()) {
            double weight = averageWeight(stage);
            if (weight > 0) {
                dearest = Math.max(dearest, stage.poolPrices().get(pool) / weight / Stall.UNITS);
            }
        }
        return dearest;
    }

    private static double weight(Stage stage, String tenant) {
        for (var utility : stage.utilities()) {
            if (utility.tenant().equals(tenant)) {
                return utility.dualWeight();
            }
        }
        return stage.utilities().isEmpty() ? 1 : 0;
    }

    private static double averageWeight(Stage stage) {
        double weighted = 0;
        double received = 0;
        for (var utility : stage.utilities()) {
            weighted += utility.dualWeight() * utility.received();
            received += utility.received();
        }
        return stage.utilities().isEmpty() ? 1 : received > 0 ? weighted / received : 0;
    }
}
