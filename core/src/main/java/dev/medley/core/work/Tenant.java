package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

/// Who owns work.
///
/// @param name unique
/// @param weight its share when tenants compete
/// @param internal whether it belongs to the operator
/// @param headquarters country code of its headquarters (ISO 3166-1 alpha-2), or "" when unknown
/// @param budgetPerHour what it may spend per hour in the policy's currency, or null without limit
public record Tenant(
        String name,
        double weight,
        boolean internal,
        String headquarters,
        @Nullable Double budgetPerHour) {}
