package dev.medley.core.market;

/// How much is spent on the last fractions of a per cent: a count of moves, never a clock.
///
/// @param moves annealing moves on the whole plan
/// @param refills how many times a pool is emptied and filled anew
/// @param exact whether budgets and pools are solved exactly, which tightens the bound and, where
///   pools hold few large bids, betters the plan
/// @param inertia share by which a plan made anew must be worth more than one that changes what
///   runs only where each change pays; 0 to take whichever is worth more
public record Effort(long moves, int refills, boolean exact, double inertia) {
    /// Prices, repair and upgrades only: for a warm round that must answer in milliseconds.
    public static final Effort QUICK = new Effort(0, 0, false, 0);

    private static final int MANY_LOTS = 30_000;
    private static final int REFILLS = 100;

    public Effort {
        Amounts.check("moves", moves);
        Amounts.check("refills", refills);
    }

    /// What a market of this size deserves: about a second.
    public static Effort normal(int lots) {
        boolean many = lots > MANY_LOTS;
        return new Effort(Math.min(4_000_000L, 2000L * lots), many ? 0 : REFILLS, !many, 0);
    }
}
