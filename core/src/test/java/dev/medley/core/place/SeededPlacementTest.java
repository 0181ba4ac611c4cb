package dev.medley.core.place;

import static dev.medley.core.place.Yard.GIB;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Gangs come and go at random; after every step nothing may be held beyond what there is, gangs
/// are whole, and only what does not fit is refused.
class SeededPlacementTest {

    private static final int STEPS = 400;

    private static final List<Closeness> NEARNESS =
            List.of(
                    new Closeness.Anywhere(),
                    new Closeness.Anywhere(),
                    new Closeness.Prefer("rack"),
                    new Closeness.Require("rack"),
                    new Closeness.Require("node"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsEveryPromise(long seed) {
        for (var policy : List.of("medley", "fgd", "bestfit", "random")) {
            assertThat(play(policy, seed))
                    .as("seed %d, %s", seed, policy)
                    .isEqualTo(play(policy, seed));
        }
    }

    private static String play(String policy, long seed) {
        var random = new SplittableRandom(seed);
        var cluster = cluster();
        var placer = new Placer(cluster, preference(policy, cluster, seed));
        var log = new StringBuilder();
        var running = new ArrayList<Gang>();
        for (int step = 0; step < STEPS; step++) {
            if (!running.isEmpty() && random.nextInt(100) < 40) {
                cluster.release(running.remove(random.nextInt(running.size())).id());
            } else if (random.nextInt(20) == 0) {
                cluster.setDown("n" + random.nextInt(12), random.nextInt(4), random.nextBoolean());
                cluster.setCordoned("n" + random.nextInt(12), random.nextBoolean());
            } else {
                var gang = gang(random, step);
                var seen = policy.equals("random") ? null : placer.place(gang);
                boolean fits = singleFits(cluster, gang);
                var answer = placer.seat(gang);
                log.append(answer).append('\n');
                assertThat(seen == null || seen.equals(answer)).isTrue();
                if (answer instanceof Placement.Placed(var seats)) {
                    assertThat(seats).hasSize(gang.members());
                    running.add(gang);
                } else {
                    assertThat(fits && gang.members() == 1).as("refused what fits").isFalse();
                }
            }
            check(cluster, running);
        }
        running.forEach(gang -> cluster.release(gang.id()));
        check(cluster, List.of());
        return log.toString();
    }

    private static Cluster cluster() {
        var yard = Yard.of("rack");
        for (int i = 0; i < 12; i++) {
            yard.node(i % 2 == 0 ? "a" : "b", 4, 16_000 + 8000L * (i % 3), 64 * GIB, "r" + i / 4);
        }
        return yard.cluster();
    }

    private static Preference preference(String policy, Cluster cluster, long seed) {
        var list = new ArrayList<Gang>();
        var random = new SplittableRandom(99);
        for (int i = 0; i < 200; i++) {
            list.add(gang(random, i));
        }
        var mix = Mix.of(list);
        return switch (policy) {
            case "medley" -> Potential.learn(mix, cluster);
            case "fgd" -> FragmentationDescent.of(mix, cluster);
            case "bestfit" -> BestFit.of(cluster);
            default -> new RandomFit(seed);
        };
    }

    private static Gang gang(SplittableRandom random, int step) {
        long cpu = 500L * random.nextInt(1, 12);
        long memory = GIB * random.nextInt(1, 16);
        var member =
                switch (random.nextInt(5)) {
                    case 0 -> Member.plain(cpu, memory);
                    case 1 -> Member.whole(random.nextInt(1, 4), cpu, memory);
                    default -> Member.part(10 * random.nextInt(1, 100), cpu, memory);
                };
        var pools = random.nextInt(4) == 0 ? List.of("a") : List.<String>of();
        int members = random.nextInt(3) == 0 ? random.nextInt(2, 6) : 1;
        return new Gang(
                "g" + step, members, member, pools, NEARNESS.get(random.nextInt(NEARNESS.size())));
    }

    /// Looks at every node, as simply as can be.
    private static boolean singleFits(Cluster cluster, Gang gang) {
        for (var state : cluster.states()) {
            var room = new Room(state.used.length);
            state.fill(room);
            if (state.offered()
                    && (gang.pools().isEmpty() || gang.pools().contains(state.node.pool()))
                    && room.fits(gang.member())) {
                return true;
            }
        }
        return false;
    }

    private static void check(Cluster cluster, List<Gang> running) {
        var used = new TreeMap<String, int[]>();
        var cpu = new TreeMap<String, Long>();
        long milli = 0;
        for (var gang : running) {
            var held = Objects.requireNonNull(cluster.held(gang.id()));
            assertThat(held.seats()).hasSize(gang.members());
            for (var seat : held.seats()) {
                int[] node = used.computeIfAbsent(seat.node(), id -> new int[4]);
                seat.devices().forEach(device -> node[device] += gang.member().deviceMilli());
                cpu.merge(seat.node(), gang.member().cpuMilli(), Long::sum);
                milli += gang.member().totalMilli();
            }
        }
        assertThat(cluster.heldMilli()).isEqualTo(milli);
        for (var state : cluster.states()) {
            int[] node = used.getOrDefault(state.node.id(), new int[4]);
            assertThat(state.used).isEqualTo(node);
            for (int one : node) {
                assertThat(one).isBetween(0, 1000);
            }
            long left = state.node.cpuMilli() - cpu.getOrDefault(state.node.id(), 0L);
            assertThat(state.cpuMilli).isEqualTo(left).isNotNegative();
            assertThat(state.memoryBytes).isNotNegative();
        }
        assertThat(cluster.gangs()).hasSize(running.size());
    }
}
