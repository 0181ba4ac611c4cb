package dev.medley.core.work;

import java.util.List;

/// All work that wants to run, whose it is, and how to settle between it.
///
/// @param works in the order of their files; names are unique
/// @param tenants every tenant that a work names; names are unique
public record Portfolio(List<Work> works, List<Tenant> tenants, Policy policy) {

    public Portfolio {
        works = List.copyOf(works);
        tenants = List.copyOf(tenants);
    }
}
