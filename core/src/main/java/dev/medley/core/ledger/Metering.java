package dev.medley.core.ledger;

import java.time.Instant;

/// Makes postings of what is metered: device time and energy go from a pool to who used them, and
/// money the other way.
public final class Metering {

    public static final String USAGE = "usage";
    public static final String INVOICED = "invoiced";

    private Metering() {}

    /// What a tenant had of a pool on a day.
    ///
    /// @param at when the day was over
    static Posting use(UsageMeter.DayUse use, String currency, Instant at) {
        var pool = new Account(Account.Holder.POOL, use.pool(), USAGE);
        var tenant = new Account(Account.Holder.TENANT, use.tenant(), USAGE);
        return new Posting.Draft()
                .move(pool, tenant, Commodity.deviceTime(), use.deviceMs())
                .move(pool, tenant, Commodity.energy(), use.joules())
                .move(tenant, pool, Commodity.money(currency), use.minor())
                .posting(
                        "use:%s:%s:%s".formatted(use.day(), use.pool(), use.tenant()),
                        at,
                        "usage of " + use.pool());
    }
}
