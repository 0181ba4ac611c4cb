package dev.medley.core.sim.days;

import dev.medley.core.control.Care;
import dev.medley.core.control.Seller;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fleet.Pool;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Rounds;
import dev.medley.core.sim.Chances;
import dev.medley.core.sim.Manner;
import dev.medley.core.sim.Scenario;
import dev.medley.core.sim.Simulation;
import dev.medley.core.units.Streams;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Some days of a fleet: the works, nodes, arrivals and faults that every policy is played on.
public final class Days {

    /// The only tier of domains that fleets have: what scale-up links join.
    public static final List<String> TIERS = List.of("domain");

    /// What is heard of runs every half hour is enough: nothing gets lost here.
    public static final Setup.Timing TIMING =
            Setup.Timing.DEFAULT.withSilence(Care.DEFAULT.checkpointEveryMs() * 15 / 14);

    /// Rounds that somebody calls for are held so much of a regular round later, a minute at most.
    private static final long SOONER = 10;

    private static final long MOST_WAKE_MS = 60_000;

    private final List<Pool> pools;
    private final Yardstick yardstick;
    private final Scenario scenario;

    /// @param setup its tiers are [#TIERS]
    /// @param fitting had better remember: every policy asks for the same fits
    public Days(Setup setup, Fitting fitting, List<Work> works, Terms terms) {
        this.pools = setup.pools();
        this.yardstick = new Yardstick(pools, setup.goals().permissions(), fitting);
        var streams = new Streams(terms.seed());
        long endMs = terms.lengthMs();
        yardstick.prepare(works);
        var nodes = nodes(pools);
        this.scenario =
                new Scenario(
                        setup,
                        fitting,
                        nodes,
                        new Arrivals(yardstick, streams, terms).of(works),
                        terms.hazards().draw(nodes, pools, endMs, streams),
                        Chances.NONE.withNoise(terms.hazards().noise()),
                        terms.roundMs(),
                        endMs,
                        terms.seed());
    }

    /// How the days are played.
    ///
    /// @param restartMs what a work needs from its seats to its first progress
    /// @param load of jobs that go on coming, 0 for none, 1 for as much as there is at the start
    /// @param roundMs from one market round to the next, where nothing happens in between
    public record Terms(
            long lengthMs, long roundMs, long restartMs, double load, Hazards hazards, long seed) {}

    /// More works would come than can be played.
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int most;

        TooMany(int most) {
            super("More than %d works would come; lower the load or the days.".formatted(most));
            this.most = most;
        }

        public int most() {
            return most;
        }
    }

    /// Plays the days under a policy.
    ///
    /// @param clock nanoseconds, for decision times
    /// @param progress told in virtual milliseconds how far it is
    public Chronicle play(
            String policy,
            Function<Rounds, Seller> sellers,
            LongSupplier clock,
            LongConsumer progress) {
        var diary = new Diary(pools, scenario.endMs(), clock, progress);
        long wakeMs = Math.min(MOST_WAKE_MS, scenario.tickMs() / SOONER);
        var state = Simulation.watch(scenario, new Manner(sellers, wakeMs, diary));
        return diary.close(policy, state, yardstick);
    }

    /// Works that come, those at the start among them.
    public int works() {
        return scenario.orders().size();
    }

    public int faults() {
        return scenario.faults().size();
    }

    /// Nodes of the pools, each in its domain.
    public static List<Node> nodes(List<Pool> pools) {
        var nodes = new ArrayList<Node>();
        for (var pool : pools) {
            int perNode = Math.max(1, pool.devicesPerNode());
            int perDomain = Math.max(1, pool.domainDevices() / perNode);
            for (int n = 0; n < pool.devices() / perNode; n++) {
                nodes.add(
                        new Node(
                                "%s/%05d".formatted(pool.id(), n),
                                pool.id(),
                                perNode,
                                Node.amount(pool.host().cpuMilli()),
                                Node.amount(pool.host().memoryBytes()),
                                List.of("%s/%d".formatted(pool.id(), n / perDomain))));
            }
        }
        return nodes;
    }
}
