package dev.medley.core.market;

/// How much is spent on the last fractions of a per cent: a count of moves, never a clock.
///
/// @param moves annealing moves on the whole plan
/// @param exactBudgets whether the bound is tightened by solving each budget's knapsack exactly
/// @param inertia share by which a plan made anew must be worth more than one that changes what
///   runs only where each change pays; 0 to take whichever is worth more
public record Effort(long moves, boolean exactBudgets, double inertia) {
    /// Prices, repair and upgrades only: for a warm round that must answer in milliseconds.
    public static final Effort QUICK = new Effort(0, false, 0);

    private static final int MANY_LOTS = 30_000;

    public Effort {
        Amounts.check("moves", moves);
    }

    /// What a market of this size deserves: about a second.
    public static Effort normal(int lots) {
        return new Effort(Math.min(4_000_000L, 4000L * lots), lots <= MANY_LOTS, 0);
    }
}
