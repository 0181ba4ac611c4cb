package dev.medley.core.market;

/// How much is spent on the last fractions of a per cent: a count of moves, never a clock.
///
/// @param moves annealing moves on the whole plan
/// @param boundSteps steps that tighten the bound by the budgets' exact knapsacks; 0 keeps the
///   plain dual bound
public record Effort(long moves, int boundSteps) {
    /// Prices, repair and upgrades only: for a warm round that must answer in milliseconds.
    public static final Effort QUICK = new Effort(0, 0);

    public Effort {
        Amounts.check("moves", moves);
        Amounts.check("boundSteps", boundSteps);
    }

    /// What a market of this size deserves: about a second.
    public static Effort normal(int lots) {
        return new Effort(Math.min(4_000_000L, 4000L * lots), lots <= 4000 ? 24 : 6);
    }
}
