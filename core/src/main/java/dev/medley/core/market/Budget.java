package dev.medley.core.market;

/// A limit on what bids may spend together: a tenant's money, a site's watts. Any integer unit
/// does, as long as the bids spend in the same one.
public record Budget(String id, long limit) {
    public Budget {
        Amounts.checkName("budget", id);
        Amounts.check("limit of budget '" + id + "'", limit);
    }
}
