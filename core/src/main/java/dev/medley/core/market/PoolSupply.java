package dev.medley.core.market;

/// A pool and how many devices it offers. Pools with fractional devices count in thousandths, for
/// themselves and in every bid.
public record PoolSupply(String id, long devices) {
    public PoolSupply {
        Amounts.checkName("pool", id);
        Amounts.check("devices of pool '" + id + "'", devices);
    }
}
