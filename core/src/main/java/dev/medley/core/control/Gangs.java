package dev.medley.core.control;

import dev.medley.core.fit.Shape;
import dev.medley.core.place.Closeness;
import dev.medley.core.place.Gang;
import dev.medley.core.place.Member;
import dev.medley.core.work.Terms;

import java.util.List;

/// How a shape is asked of nodes: on one node if it fits there, else on whole nodes, else in equal
/// parts of nodes. Members of a tensor-parallel group that is larger than a node must share a
/// domain; other members would like to. Each member brings what the work asks beside its devices.
final class Gangs {

    private Gangs() {}

    static Gang of(Setup setup, int pool, String id, Shape shape, Terms terms) {
        var where = setup.pools().get(pool);
        int each = where.memberDevices(shape.devices());
        int members = shape.devices() / each;
        var beside = terms.beside(each);
        return new Gang(
                id,
                members,
                Member.whole(each, beside.cpuMilli(), beside.memoryBytes()),
                List.of(where.id()),
                closeness(setup, shape, members, Math.max(1, where.devicesPerNode())));
    }

    private static Closeness closeness(Setup setup, Shape shape, int members, int perNode) {
        if (members == 1 || setup.tiers().isEmpty()) {
            return new Closeness.Anywhere();
        }
        var tier = setup.tiers().getFirst();
        return shape.tensorParallel() > perNode
                ? new Closeness.Require(tier)
                : new Closeness.Prefer(tier);
    }
}
