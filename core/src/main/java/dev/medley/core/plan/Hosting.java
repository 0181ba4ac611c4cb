package dev.medley.core.plan;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Host;
import dev.medley.core.fleet.Needs;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Terms;
import dev.medley.core.work.Work;

import java.util.List;
import java.util.Locale;

/// Which shapes find on the nodes of a pool what their work asks of nodes beside devices.
public final class Hosting {

    private static final long GIB = 1L << 30;

    private Hosting() {}

    /// What a replica on so many devices asks of nodes in all.
    static Needs ofReplica(Terms terms, Pool pool, int devices) {
        int each = pool.memberDevices(devices);
        return terms.beside(each).times(devices / each);
    }

    /// Those whose members an empty node can seat.
    static List<ShapeFit> seated(Work work, Pool pool, List<ShapeFit> shapes) {
        return work.terms().needsMore()
                ? shapes.stream().filter(one -> seats(work, pool, one)).toList()
                : shapes;
    }

    private static boolean seats(Work work, Pool pool, ShapeFit shape) {
        int each = pool.memberDevices(shape.shape().devices());
        return pool.host().holds(work.terms().beside(each));
    }

    /// Why no shape of the work has its seats in the pool, however empty; nothing if one has, or
    /// the work has no shape there for other reasons.
    public static List<Reason> refusals(Work work, Pool pool, Fit fit) {
        if (!work.terms().needsMore()
                || !(fit instanceof Fit.Fits some)
                || some.shapes().stream().anyMatch(one -> seats(work, pool, one))) {
            return List.of();
        }
        int least = Integer.MAX_VALUE;
        for (var one : some.shapes()) {
            least = Math.min(least, pool.memberDevices(one.shape().devices()));
        }
        return List.of(
                new Reason(
                        "node-too-small",
                        "no node of %s has that: it asks %s for %s of a node, and nodes there have %s"
                                .formatted(
                                        pool.id(),
                                        words(work.terms().beside(least)),
                                        least == 1 ? "each device" : least + " devices",
                                        words(pool.host()))));
    }

    /// What nobody can tell, because the fleet does not say what nodes have.
    static List<Reason> warnings(Work work, Pool pool) {
        var needs = work.terms().needs();
        return needs == null || pool.host().knows(needs)
                ? List.of()
                : List.of(
                        new Reason(
                                "node-unknown",
                                ("nobody says what CPU and memory nodes of %s have; it asks %s for"
                                                + " each device, and that was not checked")
                                        .formatted(pool.id(), words(needs))));
    }

    /// `8 CPUs and 64 GiB`.
    public static String words(Needs needs) {
        if (needs.cpuMilli() == 0) {
            return memory(needs.memoryBytes());
        }
        var cores = cores(needs.cpuMilli());
        return needs.memoryBytes() == 0 ? cores : cores + " and " + memory(needs.memoryBytes());
    }

    /// `96 CPUs and 512 GiB`; nothing of what is unknown.
    public static String words(Host host) {
        var cpu = host.cpuMilli();
        var memory = host.memoryBytes();
        var cores = cpu == null ? "" : cores(cpu);
        return memory == null ? cores : cores + (cores.isEmpty() ? "" : " and ") + memory(memory);
    }

    private static String cores(long cpuMilli) {
        return cpuMilli % 1000 == 0
                ? "%d CPUs".formatted(cpuMilli / 1000)
                : String.format(Locale.ROOT, "%.2f CPUs", cpuMilli / 1000.0);
    }

    private static String memory(long bytes) {
        return bytes % GIB == 0
                ? "%d GiB".formatted(bytes / GIB)
                : String.format(Locale.ROOT, "%.2f GiB", bytes / (double) GIB);
    }
}
