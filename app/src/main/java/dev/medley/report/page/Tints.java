package dev.medley.report.page;

import dev.medley.report.Digest;
import dev.medley.report.WorkKind;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which style class colours what: kinds of work, and the tenants with most devices; the others
/// share one colour.
final class Tints {

    /// Tenants with a colour of their own; `plan.css` has as many.
    static final int TENANTS = 11;

    private final SortedMap<String, Integer> rank = new TreeMap<>();
    private final List<String> named;

    Tints(Digest digest) {
        var tenants = digest.tenantsByDevices();
        named = List.copyOf(tenants.subList(0, Math.min(TENANTS, tenants.size())));
        for (int i = 0; i < named.size(); i++) {
            rank.put(named.get(i), i);
        }
    }

    /// Tenants with a colour of their own.
    List<String> named() {
        return named;
    }

    String tenant(String name) {
        var place = rank.get(name);
        return place == null ? "t-other" : "t-" + place;
    }

    static String kind(WorkKind kind) {
        return "k-" + kind.verb().toLowerCase(Locale.ROOT);
    }
}
