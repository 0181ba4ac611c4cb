package dev.medley.core.plan.weeks;

import dev.medley.core.fit.Fitting;

/// Plans a fleet week by week: a pure function of its input.
///
/// GOALS. Every device of every week to the work that it serves best, earlier rather than later,
/// within strict classes, floors and tenants' limits; and a proof of how much better any other plan
/// could be.
///
/// ALGORITHM. A work bids in each week as in a plan of one day. What joins the weeks is that a
/// job's work is done once. Prices are therefore those of every pool and purse in every week, and
/// one of each job's own work; any such prices, none negative, prove a bound
/// (`docs/certificate.md`, Weeks). [WeekSearch] finds prices by Newton's method, [Filling] a plan
/// at them: jobs choose their weeks by a dynamic programme, services share what is left of each
/// week in a market of its own, and some change places until no time is left for it.
public final class HorizonPlanner {

    private final HorizonInput input;
    private final Fitting fitting;

    public HorizonPlanner(HorizonInput input, Fitting fitting) {
        this.input = input;
        this.fitting = fitting;
    }

    public HorizonPlan plan() {
        // 1. What does each work get from each pool, and what is that worth in each week?
        var asking = Asking.of(input, fitting);
        var asks = asking.asks();
        // 2. Sell every device of every week; prices prove how good that is.
        var sale = new WeekSale(input, asks);
        var sold = sale.sell();
        // 3. Who runs when and where, who waits and why.
        return new HorizonAccount(input, asking, asks, sold).plan();
    }
}
