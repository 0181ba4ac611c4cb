package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

/// Who owns work.
///
/// @param name unique
/// @param weight its share when tenants compete
/// @param internal whether it belongs to the operator
/// @param headquarters country code of its headquarters (ISO 3166-1 alpha-2), or "" when unknown
/// @param budgetPerHour what it may spend per hour in the policy's currency, or null without limit
/// @param maxDevices most devices it may hold at once over all pools, or null without limit
public record Tenant(
        String name,
        double weight,
        boolean internal,
        String headquarters,
        @Nullable Double budgetPerHour,
        @Nullable Integer maxDevices) {

    /// Owns the work that names no tenant.
    public static final String DEFAULT_NAME = "default";

    public Tenant {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight (%s) of tenant '%s' must be positive and finite."
                            .formatted(weight, name));
        }
        if (budgetPerHour != null && !(budgetPerHour >= 0)) {
            throw new IllegalArgumentException(
                    "The budgetPerHour (%s) of tenant '%s' must not be negative."
                            .formatted(budgetPerHour, name));
        }
    }

    /// A tenant of whom only the name is known: internal, weight 1, without limits.
    public static Tenant named(String name) {
        return new Tenant(name, 1, true, "", null, null);
    }
}
