package dev.medley.core.ledger;

import java.time.Instant;
import java.util.SortedMap;

/// Makes postings of what is metered: device time goes from a pool to who used it, energy too, and
/// money the other way.
public final class Metering {

    public static final String USAGE = "usage";
    public static final String INVOICED = "invoiced";

    private Metering() {}

    /// The controller's meter of a period, device-milliseconds by tenant.
    ///
    /// @param pool where the devices stand
    public static Posting deviceTime(
            String id, Instant at, String pool, SortedMap<String, Long> deviceMs) {
        var draft = new Posting.Draft();
        var from = new Account(Account.Holder.POOL, pool, USAGE);
        deviceMs.forEach(
                (tenant, ms) ->
                        draft.move(
                                from,
                                new Account(Account.Holder.TENANT, tenant, USAGE),
                                Commodity.deviceTime(),
                                ms));
        return draft.posting(id, at, "device time in " + pool);
    }

    /// Energy that a tenant drew in a pool, and its price.
    ///
    /// @param joules watt-seconds at the plug
    /// @param minor price in hundredths of the currency
    public static Posting energy(
            String id,
            Instant at,
            String pool,
            String tenant,
            long joules,
            String currency,
            long minor) {
        var site = new Account(Account.Holder.POOL, pool, USAGE);
        var user = new Account(Account.Holder.TENANT, tenant, USAGE);
        return new Posting.Draft()
                .move(site, user, Commodity.energy(), joules)
                .move(user, site, Commodity.money(currency), minor)
                .posting(id, at, "energy in " + pool);
    }
}
