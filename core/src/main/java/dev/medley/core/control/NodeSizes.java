package dev.medley.core.control;

import dev.medley.core.fleet.Host;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Hosting;
import dev.medley.core.plan.Room;
import dev.medley.core.work.Terms;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What nodes have when they are empty. Work that asks more beside its devices than any node of a
/// pool has never finds its seats there, whoever leaves.
final class NodeSizes {

    private final State state;

    /// Per pool, each size once; looked up when somebody asks for more than devices.
    private final List<List<Host>> byPool = new ArrayList<>();

    private int mostDevices;

    NodeSizes(State state) {
        this.state = state;
    }

    private List<Host> in(int pool) {
        if (byPool.isEmpty()) {
            look();
        }
        return byPool.get(pool);
    }

    private void look() {
        for (int p = 0; p < state.setup().pools().size(); p++) {
            byPool.add(new ArrayList<>());
        }
        for (var machine : state.machines.values()) {
            var node = machine.node;
            var size = new Host(known(node.cpuMilli()), known(node.memoryBytes()));
            var sizes = byPool.get(machine.pool);
            if (!sizes.contains(size)) {
                sizes.add(size);
            }
            mostDevices = Math.max(mostDevices, node.devices());
        }
    }

    private static @Nullable Long known(long amount) {
        return amount == Node.UNKNOWN ? null : (Long) amount;
    }

    /// The fewest devices on one node that no node of the pool could give together with what the
    /// terms ask beside them, or [Integer#MAX_VALUE]. A pool without nodes may get some.
    int tooMany(int pool, Terms terms) {
        if (!terms.needsMore() || in(pool).isEmpty()) {
            return Integer.MAX_VALUE;
        }
        var sizes = in(pool);
        for (int devices = 1; devices <= mostDevices; devices++) {
            var beside = terms.beside(devices);
            if (sizes.stream().noneMatch(size -> size.holds(beside))) {
                return devices;
            }
        }
        return Integer.MAX_VALUE;
    }

    /// `8 CPUs`, or what else nodes of the pool have.
    String words(int pool) {
        return in(pool).stream().map(Hosting::words).collect(Collectors.joining(" or "));
    }

    /// The room without what never finds its seats.
    Room within(Room room, Terms terms) {
        if (!terms.needsMore()) {
            return room;
        }
        var less = room;
        for (int p = 0; p < state.setup().pools().size(); p++) {
            int devices = tooMany(p, terms);
            if (devices < Integer.MAX_VALUE) {
                less = less.without(p, Room.Refused.forEver(devices, terms.beside(devices)));
            }
        }
        return less;
    }
}
