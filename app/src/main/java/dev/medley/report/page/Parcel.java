package dev.medley.report.page;

import dev.medley.core.fleet.Carving;
import dev.medley.core.plan.Plan;
import dev.medley.report.Figures;
import dev.medley.report.ShapeText;
import dev.medley.report.WorkKind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Devices of a pool that the picture shows in one colour: an allocation, or in large plans all
/// allocations of a tenant's works of one kind.
///
/// @param label what the picture says about it
/// @param work name of the only work in it, or ""
record Parcel(WorkKind kind, String tenant, long devices, String label, String work) {

    private static final Comparator<Parcel> ORDER =
            Comparator.comparing(Parcel::kind)
                    .thenComparing(Comparator.comparingLong(Parcel::devices).reversed())
                    .thenComparing(Parcel::label);

    /// Parcels of every pool, in the order in which they are laid out.
    static List<List<Parcel>> perPool(Plan plan, boolean together) {
        var pools = new ArrayList<SortedMap<String, Parcel>>();
        for (int p = 0; p < plan.pools().size(); p++) {
            pools.add(new TreeMap<>());
        }
        for (var allocation : plan.allocations()) {
            var carving = plan.pools().get(allocation.pool()).pool().carving();
            var parcel = together ? ofMany(allocation) : of(allocation, carving);
            var key = together ? parcel.tenant() + '\n' + parcel.kind() : parcel.label();
            pools.get(allocation.pool()).merge(key, parcel, Parcel::plus);
        }
        var all = new ArrayList<List<Parcel>>();
        for (var parcels : pools) {
            all.add(parcels.values().stream().sorted(ORDER).toList());
        }
        return all;
    }

    private static Parcel of(Plan.Allocation allocation, Carving carving) {
        var work = allocation.work();
        var kind = WorkKind.of(work);
        var label =
                "%s (%s, %s): %s, %s, %s"
                        .formatted(
                                work.name(),
                                work.terms().tenant(),
                                kind.verb(),
                                carving.count(allocation.devices()),
                                ShapeText.of(work, allocation.fit().shape()),
                                Figures.rate(allocation.rate(), allocation.fit().unit()));
        return new Parcel(kind, work.terms().tenant(), allocation.devices(), label, work.name());
    }

    private static Parcel ofMany(Plan.Allocation allocation) {
        var kind = WorkKind.of(allocation.work());
        var tenant = allocation.work().terms().tenant();
        return new Parcel(kind, tenant, allocation.devices(), tenant + ", " + kind.verb(), "");
    }

    private Parcel plus(Parcel other) {
        return new Parcel(kind, tenant, devices + other.devices, label, work);
    }
}
