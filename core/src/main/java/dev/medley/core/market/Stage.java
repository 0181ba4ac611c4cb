package dev.medley.core.market;

import java.util.List;

/// One stage of a clearing, with all that proves its bound. A market with a single class has one
/// stage; otherwise each class is cleared in turn, those before it under floors.
///
/// @param priorityClass the class whose value this stage maximises
/// @param poolPrices in units of this stage's objective per device
/// @param budgetPrices in units of this stage's objective per unit of the budget; 0 where the
///   budget's knapsack is solved exactly instead
/// @param fillings the pools whose knapsacks are solved exactly, if these make the bound; then
///   there are no knapsacks of budgets
/// @param gains what each lot pays for its right to one bid, beside the fillings, lots in the order
///   of their ids; empty where there are no fillings
/// @param objective what the stage's plan reaches
/// @param priceBound what no plan can exceed, proven by the prices alone
/// @param bound what no plan can exceed, proven by prices and knapsacks, or by gains and fillings;
///   equal to the price bound where there are neither
/// @param gap how much better, as a share, any plan could be at most. With alpha-fair terms: by
///   which share less everybody together would receive than a plan at the bound would give.
public record Stage(
        String priorityClass,
        List<Double> poolPrices,
        List<Double> budgetPrices,
        List<Floor> floors,
        List<Utility> utilities,
        List<Knapsack> knapsacks,
        List<Filling> fillings,
        List<Double> gains,
        double objective,
        double priceBound,
        double bound,
        double gap) {

    public Stage {
        poolPrices = List.copyOf(poolPrices);
        budgetPrices = List.copyOf(budgetPrices);
        floors = List.copyOf(floors);
        utilities = List.copyOf(utilities);
        knapsacks = List.copyOf(knapsacks);
        fillings = List.copyOf(fillings);
        gains = List.copyOf(gains);
    }

    /// The same proof for another plan.
    Stage reaching(double objective, double gap) {
        return new Stage(
                priorityClass,
                poolPrices,
                budgetPrices,
                floors,
                utilities,
                knapsacks,
                fillings,
                gains,
                objective,
                priceBound,
                bound,
                gap);
    }

    /// The same plan where the bound is so much higher.
    Stage boundBy(double more) {
        double higher = bound + more;
        return new Stage(
                priorityClass,
                poolPrices,
                budgetPrices,
                floors,
                utilities,
                knapsacks,
                fillings,
                gains,
                objective,
                priceBound + more,
                higher,
                higher > 0 ? Math.max(0, 1 - objective / higher) : 0);
    }

    /// The value that a class (one tenant of it, if the terms are fair) must keep or was
    /// guaranteed.
    ///
    /// @param tenant the tenant, or "" for all tenants together
    /// @param weight y, by which the bids' values are multiplied in this stage: what strictness
    ///   costs
    /// @param least F, the floor
    /// @param received what the stage's plan gives
    public record Floor(
            String priorityClass, String tenant, double weight, double least, double received) {}

    /// A tenant's concave utility in this stage.
    ///
    /// @param weight w of the tenant
    /// @param entitlement e of the tenant, scaled by a factor that is the same for all tenants of
    ///   the stage and changes no preference
    /// @param dualWeight y, by which its bids' values are multiplied in this stage
    /// @param received V, what the stage's plan gives
    public record Utility(
            String tenant, double weight, double entitlement, double dualWeight, double received) {}

    /// The most that the lots of one budget gain together at the pool prices without exceeding it.
    /// Every lot of the stage that bids on the budget counts here and nowhere else.
    public record Knapsack(String budget, double worth) {}

    /// The most that bids of one pool gain together without exceeding it, at most one of each lot:
    /// value less what budgets cost and less the lot's gain.
    public record Filling(String pool, double worth) {}
}
