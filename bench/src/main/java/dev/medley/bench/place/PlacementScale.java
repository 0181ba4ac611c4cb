package dev.medley.bench.place;

import dev.medley.core.place.Closeness;
import dev.medley.core.place.Cluster;
import dev.medley.core.place.Gang;
import dev.medley.core.place.Member;
import dev.medley.core.place.Mix;
import dev.medley.core.place.Node;
import dev.medley.core.place.Placement;
import dev.medley.core.place.Placer;
import dev.medley.core.place.Potential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A fleet of 100,000 devices with about 10,000 works on it, of which one leaves for each that
/// comes: training gangs within supernodes, serving replicas, parts of devices.
///
/// `java ... dev.medley.bench.place.PlacementScale [decisions]`
public final class PlacementScale {

    private static final int NODES = 12_500;
    private static final long GIB = 1L << 30;

    private PlacementScale() {}

    public static void main(String[] args) {
        int decisions = args.length > 0 ? Integer.parseInt(args[0]) : 40_000;
        for (int round = 0; round < 3; round++) {
            play(decisions, 42 + round);
        }
    }

    private static void play(int decisions, long seed) {
        var random = new SplittableRandom(seed);
        var cluster = cluster();
        var list = new ArrayList<Gang>();
        for (int i = 0; i < 5_000; i++) {
            list.add(gang(random, "list" + i));
        }
        var placer = new Placer(cluster, Potential.learn(Mix.of(list), cluster));
        var running = new ArrayList<String>();
        long[] nanos = new long[decisions];
        int placed = 0;
        for (int i = 0; i < decisions; i++) {
            while (cluster.heldMilli() > 0.95 * cluster.capacityMilli()) {
                int leaving = random.nextInt(running.size());
                cluster.release(running.get(leaving));
                running.set(leaving, running.getLast());
                running.removeLast();
            }
            var gang = gang(random, "g" + i);
            long start = System.nanoTime();
            var answer = placer.seat(gang);
            nanos[i] = System.nanoTime() - start;
            if (answer instanceof Placement.Placed) {
                running.add(gang.id());
                placed++;
            }
        }
        // The second half runs on a full fleet.
        long[] late = Arrays.copyOfRange(nanos, decisions / 2, decisions);
        Arrays.sort(late);
        System.out.printf(
                Locale.ROOT,
                "seed %d: %,d devices, %,d gangs hold %.1f %%; %,d of %,d placed;"
                        + " decision p50 %.0f us, p99 %.0f us, longest %.1f ms%n",
                seed,
                cluster.capacityMilli() / 1000,
                running.size(),
                100.0 * cluster.heldMilli() / cluster.capacityMilli(),
                placed,
                decisions,
                late[late.length / 2] / 1e3,
                late[(int) (late.length * 0.99)] / 1e3,
                late[late.length - 1] / 1e6);
    }

    /// Nodes of eight in supernodes of 48.
    private static Cluster cluster() {
        var nodes = new ArrayList<Node>(NODES);
        for (int i = 0; i < NODES; i++) {
            nodes.add(
                    new Node(
                            "n" + i,
                            "pool" + i % 5,
                            8,
                            128_000,
                            1024 * GIB,
                            List.of("supernode" + i / 48, "row" + i / 480)));
        }
        return Cluster.of(List.of("supernode", "row"), nodes);
    }

    private static Gang gang(SplittableRandom random, String id) {
        int kind = random.nextInt(100);
        long cpu = 4000L * random.nextInt(1, 4);
        long memory = 32 * GIB * random.nextInt(1, 4);
        var pools =
                random.nextInt(4) == 0 ? List.of("pool" + random.nextInt(5)) : List.<String>of();
        if (kind < 10) {
            int members = 1 << random.nextInt(1, 6);
            return new Gang(
                    id,
                    members,
                    Member.whole(8, 8 * cpu, 8 * memory),
                    List.of(),
                    kind < 5
                            ? new Closeness.Require("supernode")
                            : new Closeness.Prefer("supernode"));
        }
        var member =
                kind < 60
                        ? Member.whole(1 << random.nextInt(4), cpu, memory)
                        : Member.part(50 * random.nextInt(1, 20), cpu, memory);
        return new Gang(id, 1, member, pools, new Closeness.Anywhere());
    }
}
