package dev.medley.demo;

import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.place.Node;
import dev.medley.core.sim.Chances;
import dev.medley.core.sim.Fault;
import dev.medley.core.sim.SimulatedExecutor;
import dev.medley.core.units.Streams;
import dev.medley.live.Clock;
import dev.medley.live.Entry;
import dev.medley.live.Executor;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Plays that gangs run, at the pace of the server's clock. It keeps nothing on disk: after a
/// restart of the server, gangs go on from what they had saved.
public final class SimulatedFleet implements Executor {

    private final SimulatedExecutor simulated;
    private final Clock clock;
    private final double speed;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("medley-simulated-fleet").daemon().factory());
    private Consumer<Observation> seen = _ -> {};

    /// @param speed milliseconds of the clock per real one
    /// @param noise half width of true rates around predicted ones, as a share
    /// @param reportMs of the clock, from one report on a run to the next
    public SimulatedFleet(
            List<Node> nodes, Clock clock, double speed, double noise, long reportMs, long seed) {
        this.clock = clock;
        this.speed = speed;
        this.simulated =
                new SimulatedExecutor(new Streams(seed), Chances.NONE.withNoise(noise), reportMs);
        nodes.forEach(node -> simulated.add(node.id()));
    }

    @Override
    public void open(Consumer<Observation> to) {
        thread.execute(() -> seen = to);
    }

    @Override
    public void perform(Effect effect, String node) {
        thread.execute(
                () -> {
                    simulated.perform(effect, clock.nowMs());
                    deliver();
                });
    }

    /// Lets things go wrong.
    ///
    /// @param faults at milliseconds from now on
    public void breakLater(List<Fault> faults) {
        for (var fault : faults) {
            in(fault.atMs(), () -> breakNow(fault));
        }
    }

    private void breakNow(Fault fault) {
        simulated.breaks(fault, clock.nowMs());
        deliver();
        if (fault.forMs() > 0) {
            in(
                    fault.forMs(),
                    () -> {
                        simulated.mended(fault, clock.nowMs());
                        deliver();
                    });
        }
    }

    /// Forgets what the journal says is over.
    public void saw(Entry entry) {
        for (var event : entry.events()) {
            switch (event) {
                case Event.RunEnded ended -> thread.execute(() -> simulated.forget(ended.run()));
                case Event.Closed closed ->
                        thread.execute(() -> simulated.forgetWork(closed.work()));
                default -> {}
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void deliver() {
        for (var alarm : simulated.takeAlarms()) {
            in(
                    alarm.atMs() - clock.nowMs(),
                    () -> {
                        simulated.alarm(alarm.run(), Math.max(alarm.atMs(), clock.nowMs()));
                        deliver();
                    });
        }
        simulated.takeSeen().forEach(seen);
    }

    private void in(long ms, Runnable what) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(what, (long) Math.ceil(ms / speed), TimeUnit.MILLISECONDS);
        }
    }
}
