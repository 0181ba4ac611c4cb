package dev.medley.core.sim;

import dev.medley.core.control.Amount;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Job;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Run;
import dev.medley.core.place.Seat;
import dev.medley.core.units.Streams;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Runs gangs in virtual time: as fast as predicted, times what chip and run have of noise, times
/// the slowest node. It remembers every id it has seen, so that doing a thing twice does it once.
///
/// What it sees goes to an outbox; whoever drives it decides which of it arrives, when and how
/// often, and comes back with its alarms.
public final class SimulatedExecutor {

    private final Streams streams;
    private final Chances chances;
    private final long reportMs;
    private final TreeMap<String, LiveGang> alive = new TreeMap<>();

    /// What was last to be said of runs that are over.
    private final TreeMap<String, Observation.Ended> over = new TreeMap<>();

    private final Hardware hardware = new Hardware();
    private final TreeSet<String> finished = new TreeSet<>();
    private final List<Observation> outbox = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();

    /// A time at which the executor has something to do for a run.
    public record Alarm(long atMs, String run) {}

    /// @param reportMs from one report on a run to the next
    public SimulatedExecutor(Streams streams, Chances chances, long reportMs) {
        this.streams = streams;
        this.chances = chances;
        this.reportMs = reportMs;
    }

    /// Gangs that sit on devices, by run.
    SortedMap<String, LiveGang> alive() {
        return alive;
    }

    /// What it saw since it was last asked.
    public List<Observation> takeSeen() {
        var seen = List.copyOf(outbox);
        outbox.clear();
        return seen;
    }

    /// Alarms that it set since it was last asked.
    public List<Alarm> takeAlarms() {
        var some = List.copyOf(alarms);
        alarms.clear();
        return some;
    }

    /// Does what was decided.
    public void perform(Effect effect, long at) {
        switch (effect) {
            case Effect.Start start -> start(start, at);
            case Effect.Stop stop -> stop(stop, at);
            case Effect.Ask ask -> ask(ask.run(), at);
            case Effect.Wake _ -> {}
        }
    }

    /// Starts a gang, once; says how it is if it was started before.
    void start(Effect.Start start, long at) {
        var ended = over.get(start.run());
        if (ended != null) {
            outbox.add(ended);
            return;
        }
        if (alive.containsKey(start.run())) {
            ask(start.run(), at);
            return;
        }
        boolean calm = at >= chances.untilMs();
        boolean refused = !calm && streams.share("refuse " + start.run()) < chances.refused();
        if (refused || !hardware.serves(start.seats())) {
            end(start.run(), Observation.How.REFUSED, start.from(), "refused");
            return;
        }
        double noise =
                1
                        + chances.noise()
                                * (streams.share("chip " + start.fit().shape().stack())
                                        + streams.share("run " + start.run())
                                        - 1);
        boolean fails = !calm && streams.share("fail " + start.run()) < chances.failed();
        double part = fails ? streams.share("when " + start.run()) : 2;
        double total = Amount.total(start.work());
        double failsAt =
                total == Amount.ENDLESS
                        ? Amount.ENDLESS
                        : start.from() + part * (total - start.from());
        var process = new LiveGang(start, at, noise, failsAt);
        alive.put(start.run(), process);
        wake(process, process.upMs);
    }

    /// Takes over a gang that is under way, as its run says: it goes on without starting again.
    void adopt(Run run, Job job, long at) {
        var start =
                new Effect.Start(
                        run.id(), job.work(), run.fit(), run.seats(), run.done(), job.care());
        var process = new LiveGang(start, at, 1, Amount.ENDLESS);
        process.saved = run.saved();
        process.up = run.startedMs() > 0;
        if (process.up) {
            process.sinceMs = at;
            process.savedMs = at;
        } else {
            process.upMs = Math.max(at + 1, run.placedMs() + job.care().restartMs());
        }
        if (!run.goesOn()) {
            process.savesOnStop = run.phase() == Run.Phase.CHECKPOINTING;
            process.stopsMs = Math.max(at + 1, run.askedMs() + job.care().graceMs());
        }
        alive.put(run.id(), process);
        wake(process, Math.min(process.stopsMs, process.up ? at + 1 : process.upMs));
    }

    /// Stops a gang; says how it ended if it is gone.
    private void stop(Effect.Stop stop, long at) {
        var process = alive.get(stop.run());
        if (process == null) {
            var ended = over.get(stop.run());
            if (ended == null) {
                end(stop.run(), Observation.How.UNKNOWN, 0, "never seen");
            } else {
                outbox.add(ended);
            }
            return;
        }
        advance(process, at);
        long takes = stop.checkpoint() ? process.care.checkpointMs() : 0;
        process.savesOnStop = stop.checkpoint() && takes <= stop.graceMs() && process.up;
        process.stopsMs = Math.min(process.stopsMs, at + Math.min(takes, stop.graceMs()));
        wake(process, process.stopsMs);
    }

    /// Says again what there is to say.
    private void ask(String run, long at) {
        var process = alive.get(run);
        if (process != null) {
            advance(process, at);
            if (process.up) {
                report(process);
            }
            return;
        }
        var ended = over.get(run);
        outbox.add(
                ended != null
                        ? ended
                        : new Observation.Ended(run, Observation.How.UNKNOWN, 0, "never seen"));
    }

    /// Time has come for a run.
    public void alarm(String run, long at) {
        var process = alive.get(run);
        if (process == null || at < process.alarmMs) {
            return;
        }
        process.alarmMs = Long.MAX_VALUE;
        if (at >= process.stopsMs) {
            advance(process, at);
            if (process.savesOnStop) {
                process.saved = process.done;
            }
            leave(process, Observation.How.STOPPED, "as asked");
            return;
        }
        if (!process.up && at < process.upMs) {
            wake(process, Math.min(process.stopsMs, process.upMs));
            return;
        }
        if (!process.up) {
            process.up = true;
            process.sinceMs = at;
            process.savedMs = at;
            outbox.add(new Observation.Started(run));
        }
        advance(process, at);
        if (process.done >= Amount.total(process.work)) {
            finish(process);
        } else if (process.done >= process.failsAt) {
            leave(process, Observation.How.FAILED, "its process failed");
        } else {
            report(process);
            wake(process, Math.min(process.stopsMs, Math.min(at + reportMs, endOf(process, at))));
        }
    }

    private void wake(LiveGang process, long at) {
        if (at < process.alarmMs) {
            process.alarmMs = at;
            alarms.add(new Alarm(at, process.run));
        }
    }

    private void finish(LiveGang process) {
        if (!finished.add(process.work.name())) {
            throw new Violation("Work '%s' was done twice.".formatted(process.work.name()));
        }
        process.saved = Amount.total(process.work);
        leave(process, Observation.How.FINISHED, "done");
    }

    private long endOf(LiveGang process, long at) {
        double until = Math.min(process.failsAt, Amount.total(process.work));
        if (until == Amount.ENDLESS) {
            return Long.MAX_VALUE;
        }
        double ms = (until - process.done) / speed(process) * 1000;
        return at + (long) Math.min(1e14, Math.max(1, Math.ceil(ms)));
    }

    private double speed(LiveGang process) {
        return process.fit.rate() * process.noise * hardware.speed(process.seats);
    }

    private void advance(LiveGang process, long at) {
        if (!process.up || at <= process.sinceMs) {
            return;
        }
        double more = speed(process) * (at - process.sinceMs) / 1000.0;
        process.done = Math.min(Amount.total(process.work), process.done + more);
        process.sinceMs = at;
        long every = process.care.checkpointEveryMs();
        if (every > 0 && at - process.savedMs >= every) {
            process.saved = process.done;
            process.savedMs = at;
        }
    }

    private void report(LiveGang process) {
        outbox.add(
                new Observation.Progress(process.run, process.done, process.saved, speed(process)));
    }

    private void leave(LiveGang process, Observation.How how, String text) {
        alive.remove(process.run);
        end(process.run, how, process.saved, text);
    }

    private void end(String run, Observation.How how, double saved, String text) {
        var ended = new Observation.Ended(run, how, saved, text);
        over.put(run, ended);
        outbox.add(ended);
    }

    /// Nobody will ask about this run any more.
    public void forget(String run) {
        over.remove(run);
    }

    /// Nobody will start this work any more.
    public void forgetWork(String work) {
        finished.remove(work);
    }

    // --- nodes and their faults -----------------------------------------------------------------

    /// A node that it may seat gangs on.
    public void add(String node) {
        add(node, 1);
    }

    /// A node whose devices are carved into so many parts.
    void add(String node, int parts) {
        hardware.add(node, parts);
    }

    Hardware hardware() {
        return hardware;
    }

    /// Says of each node how it is.
    public void reportNodes() {
        outbox.addAll(hardware.reports());
    }

    /// Something breaks.
    public void breaks(Fault fault, long at) {
        switch (fault) {
            case Fault.NodeLoss f -> lose(f.node());
            case Fault.DeviceLoss f -> lose(f.node(), f.device());
            case Fault.SlowNode f -> slow(f.node(), f.speed(), at);
            case Fault.ClockJump _, Fault.Crash _ -> {}
        }
    }

    /// It is well again.
    public void mended(Fault fault, long at) {
        switch (fault) {
            case Fault.NodeLoss f -> giveBack(f.node());
            case Fault.DeviceLoss f -> giveBack(f.node(), f.device());
            case Fault.SlowNode f -> slow(f.node(), 1, at);
            case Fault.ClockJump _, Fault.Crash _ -> {}
        }
    }

    private void lose(String node) {
        hardware.setDead(node, true);
        outbox.add(new Observation.NodeLost(node));
        failOn(node, -1, "its node died");
    }

    private void giveBack(String node) {
        hardware.setDead(node, false);
        outbox.add(new Observation.NodeReturned(node));
    }

    private void lose(String node, int device) {
        hardware.setDead(node, device, true);
        outbox.add(new Observation.DeviceLost(node, device));
        failOn(node, device, "its device died");
    }

    private void giveBack(String node, int device) {
        hardware.setDead(node, device, false);
        outbox.add(new Observation.DeviceReturned(node, device));
    }

    private void slow(String node, double speed, long at) {
        alive.values().forEach(process -> advance(process, at));
        hardware.setSpeed(node, speed);
        alive.values().forEach(process -> wake(process, at + 1));
    }

    private boolean sitsOn(Seat seat, int device) {
        return seat.devices().stream()
                .anyMatch(unit -> hardware.deviceOf(seat.node(), unit) == device);
    }

    private void failOn(String node, int device, String text) {
        for (var process : List.copyOf(alive.values())) {
            for (var seat : process.seats) {
                boolean hit = device < 0 || sitsOn(seat, device);
                if (seat.node().equals(node) && hit) {
                    leave(process, Observation.How.FAILED, text);
                    break;
                }
            }
        }
    }
}
