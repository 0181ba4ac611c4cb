package dev.medley.core.market;

/// A tenant as the market sees it. With alpha-fair terms its utility is `weight (V / entitlement) ^
/// (1 - alpha) / (1 - alpha)` of the value V it receives (`weight ln(V / entitlement)` at alpha 1).
/// Without them only the id matters: weights of a linear objective belong into the bids' values.
public record TenantShare(String id, double weight, double entitlement) {
    public TenantShare {
        Amounts.checkName("tenant", id);
        Amounts.checkPositive("weight of tenant '" + id + "'", weight);
        Amounts.checkPositive("entitlement of tenant '" + id + "'", entitlement);
    }

    public static TenantShare of(String id) {
        return new TenantShare(id, 1, 1);
    }
}
