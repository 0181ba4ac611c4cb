package dev.medley.core.control;

import dev.medley.core.fleet.Host;
import dev.medley.core.place.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// CPU and memory of nodes that a round may sell: what is left on nodes in service, and what runs
/// there hold that bid again. A pool with a node of which nobody knows what it has has no end of
/// it.
final class Hosts {

    private Hosts() {}

    /// By pool, all its nodes together.
    ///
    /// @param sellsAgain whether what a run holds is for sale
    static List<Host> forSale(State state, Predicate<Run> sellsAgain) {
        int pools = state.setup().pools().size();
        long[] cpu = new long[pools];
        long[] memory = new long[pools];
        var endless = new boolean[2][pools];
        for (var machine : state.machines.values()) {
            if (machine.inService()) {
                var id = machine.node.id();
                cpu[machine.pool] += left(machine.node.cpuMilli(), state.cluster.cpuMilliLeft(id));
                memory[machine.pool] +=
                        left(machine.node.memoryBytes(), state.cluster.memoryBytesLeft(id));
                endless[0][machine.pool] |= machine.node.cpuMilli() == Node.UNKNOWN;
                endless[1][machine.pool] |= machine.node.memoryBytes() == Node.UNKNOWN;
            }
        }
        for (var run : state.runs.values()) {
            if (sellsAgain.test(run)) {
                cpu[run.pool] += run.beside().cpuMilli();
                memory[run.pool] += run.beside().memoryBytes();
            }
        }
        var hosts = new ArrayList<Host>();
        for (int p = 0; p < pools; p++) {
            hosts.add(new Host(known(endless[0][p], cpu[p]), known(endless[1][p], memory[p])));
        }
        return hosts;
    }

    private static long left(long of, long left) {
        return of == Node.UNKNOWN ? 0 : left;
    }

    private static @Nullable Long known(boolean endless, long amount) {
        return endless ? null : (Long) amount;
    }
}
