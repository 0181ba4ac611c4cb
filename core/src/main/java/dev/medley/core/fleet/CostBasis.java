package dev.medley.core.fleet;

/// Where the cost of a pool's devices comes from. It changes no plan; people want to see it.
public enum CostBasis {
    /// Stated by the Fleet itself.
    FLEET("fleet"),
    OWN("own cost"),
    LEASE("lease"),
    STATE("state data centre"),
    MARKET("market");

    private final String words;

    CostBasis(String words) {
        this.words = words;
    }

    /// For people.
    public String words() {
        return words;
    }
}
