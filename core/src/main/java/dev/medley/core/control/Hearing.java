package dev.medley.core.control;

import dev.medley.core.place.Seat;
import dev.medley.core.work.InferenceService;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Turns what executors have seen into events. Old news are ignored: a run's id is used once, and
/// whatever is said of a run that is not there any more is late.
final class Hearing {

    /// Learnt ratios move by this share of what all replicas in the pool measure.
    private static final double LEARNING = 0.3;

    /// Bids follow a learnt ratio once it is off by so much.
    private static final double WORTH_TELLING = 0.05;

    /// Measurements that differ by less from a learnt ratio are not written down.
    private static final double WORTH_NOTING = 0.02;

    private static final double LEAST_RATIO = 0.1;
    private static final double LARGEST_RATIO = 4;

    /// Waiting after failures doubles at most so often.
    private static final int MOST_DOUBLINGS = 6;

    Decision hear(State state, Observation seen, long at) {
        return switch (seen) {
            case Observation.Started o -> started(state, o, at);
            case Observation.Progress o -> progress(state, o, at);
            case Observation.Ended o -> ended(state, o, at);
            case Observation.NodeSeen o -> seen(state, o, at);
            case Observation.NodeLost o -> node(state, o.node(), true, at);
            case Observation.NodeReturned o -> node(state, o.node(), false, at);
            case Observation.DeviceLost o -> device(state, o.node(), o.device(), true, true, at);
            case Observation.DeviceDegraded o ->
                    device(state, o.node(), o.device(), true, false, at);
            case Observation.DeviceReturned o ->
                    device(state, o.node(), o.device(), false, false, at);
        };
    }

    /// Asks about runs that have been silent, and lets drained nodes go. Whoever was asked to stop
    /// and did not is asked again, however much it has to say.
    void ask(State state, Draft draft) {
        long silence = state.setup().timing().silenceMs();
        for (var run : state.runs.values()) {
            if (draft.at - (run.goesOn() ? run.heardMs : run.askedMs) < silence) {
                continue;
            }
            var job = run.job;
            switch (run.phase) {
                case STARTING -> draft.add(start(run, job));
                case RUNNING -> draft.add(new Effect.Ask(run.id));
                case CHECKPOINTING -> draft.add(stop(run, job, draft.at - run.askedMs, silence));
                case STOPPING -> draft.add(new Effect.Stop(run.id, false, 0));
            }
        }
        for (var machine : state.machines.values()) {
            if (machine.leaving && machine.runs.isEmpty()) {
                draft.add(new Event.NodeRemoved(draft.at, machine.node.id()));
            }
        }
    }

    /// What executors should know of all runs after the driver was away: doing it twice is the same
    /// as once.
    static List<Effect> remind(State state) {
        var effects = new ArrayList<Effect>();
        for (var run : state.runs.values()) {
            effects.add(
                    switch (run.phase) {
                        case STARTING, RUNNING -> start(run, run.job);
                        case CHECKPOINTING -> stop(run, run.job, 0, 0);
                        case STOPPING -> new Effect.Stop(run.id, false, run.job.care.graceMs());
                    });
        }
        return effects;
    }

    /// Once more with time to save itself, in case the first request was lost; then by force.
    private static Effect.Stop stop(Run run, Job job, long askedForMs, long silence) {
        boolean patient = askedForMs < job.care.graceMs() + 2 * silence;
        return new Effect.Stop(run.id, patient, patient ? job.care.graceMs() : 0);
    }

    private static Effect.Start start(Run run, Job job) {
        return new Effect.Start(run.id, job.work, run.fit, run.seats, run.saved, job.care);
    }

    private static Decision started(State state, Observation.Started o, long at) {
        var run = state.runs.get(o.run());
        if (run == null || run.phase != Run.Phase.STARTING) {
            return Decision.ignored("Old news.");
        }
        var draft = new Draft(at);
        draft.add(new Event.RunStarted(at, run.id));
        return draft.decision();
    }

    private static Decision progress(State state, Observation.Progress o, long at) {
        var run = state.runs.get(o.run());
        if (run == null) {
            return Decision.ignored("Old news.");
        }
        var draft = new Draft(at);
        if (run.phase == Run.Phase.STARTING) {
            draft.add(new Event.RunStarted(at, run.id));
        }
        draft.add(new Event.RunProgressed(at, run.id, o.done(), Math.min(o.done(), o.saved())));
        if (o.rate() > 0 && run.fit.rate() > 0) {
            learn(state, run, o.rate(), draft);
        }
        return draft.decision();
    }

    private static void learn(State state, Run run, double rate, Draft draft) {
        int kind = run.job.kind;
        double measured = rate / run.fit.rate() * run.ratio;
        double clamped = Math.min(LARGEST_RATIO, Math.max(LEAST_RATIO, measured));
        var ofKind = state.learnt.get(kind);
        @Nullable Double before = ofKind == null ? null : ofKind.get(run.pool);
        double applied = state.kinds.get(kind).ratios().get(run.pool);
        double known = before == null ? applied : before;
        double share = (before == null ? 1 : LEARNING) / siblings(run);
        double ratio = known + share * (clamped - known);
        boolean tell = Math.abs(ratio / applied - 1) > WORTH_TELLING;
        if (before == null || tell || Math.abs(clamped - known) > WORTH_NOTING) {
            draft.add(
                    new Event.RateLearnt(draft.at, kind, run.pool, ratio, tell ? ratio : applied));
        }
    }

    /// Replicas beside this one, itself included: what counts is what they do together, not which
    /// of them spoke last.
    private static int siblings(Run run) {
        int count = 0;
        for (var other : run.job.runs.values()) {
            count += other.pool == run.pool ? 1 : 0;
        }
        return count;
    }

    private static Decision ended(State state, Observation.Ended o, long at) {
        var run = state.runs.get(o.run());
        if (run == null) {
            return Decision.ignored("Old news.");
        }
        var job = run.job;
        var draft = new Draft(at);
        double saved = Math.max(run.saved, o.saved());
        draft.add(new Event.RunEnded(at, run.id, o.how(), saved, o.text()));
        boolean last = job.runs.size() == 1;
        boolean service = job.work instanceof InferenceService;
        if (o.how() == Observation.How.FINISHED && !service) {
            draft.add(new Event.Closed(at, run.work, Event.End.DONE, o.text()));
        } else if (job.cancelled) {
            if (last) {
                draft.add(new Event.Closed(at, run.work, Event.End.CANCELLED, "cancelled"));
            }
        } else if (run.goesOn()) {
            fail(state, job, run, o, service, draft);
        }
        draft.wake();
        return draft.decision();
    }

    /// A run that nobody had asked to stop is gone. What executors refuse or forget is no fault of
    /// the work's, but is put off as well: the same executor would refuse again.
    private static void fail(
            State state, Job job, Run run, Observation.Ended o, boolean service, Draft draft) {
        boolean fault = o.how() == Observation.How.FAILED;
        int failures = job.failures + (fault ? 1 : 0);
        if (failures > job.care.mostFailures() && !service) {
            draft.add(new Event.Closed(draft.at, run.work, Event.End.FAILED, o.text()));
            return;
        }
        int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
        long wait = state.setup().timing().backoffMs() << doublings;
        draft.add(new Event.PutOff(draft.at, run.work, failures, draft.at + wait, o.text()));
    }

    private static Decision node(State state, String node, boolean lost, long at) {
        var machine = state.machines.get(node);
        if (machine == null || machine.lost == lost) {
            return Decision.ignored("Old news.");
        }
        var draft = new Draft(at);
        note(machine, lost, draft);
        draft.wake();
        return draft.decision();
    }

    private static void note(Machine machine, boolean lost, Draft draft) {
        var node = machine.node.id();
        draft.add(new Event.NodeDown(draft.at, node, lost));
        if (lost) {
            machine.runs.values().forEach(run -> draft.end(run, "node " + node + " was lost"));
        }
    }

    /// What runs on devices that are down is not ended: if it is gone, its own silence tells.
    private static Decision seen(State state, Observation.NodeSeen o, long at) {
        var machine = state.machines.get(o.node());
        if (machine == null) {
            return Decision.ignored("There is no such node.");
        }
        var draft = new Draft(at);
        for (int device = 0; device < machine.node.devices(); device++) {
            boolean down = o.down().contains(device / machine.parts);
            if (machine.down.contains(device) != down) {
                draft.add(new Event.DeviceDown(at, o.node(), device, down));
            }
        }
        if (machine.lost == o.up()) {
            note(machine, !o.up(), draft);
        }
        if (draft.isEmpty()) {
            return Decision.ignored("No news.");
        }
        draft.wake();
        return draft.decision();
    }

    /// A carved device takes all its parts with it.
    private static Decision device(
            State state, String node, int device, boolean down, boolean ends, long at) {
        var machine = state.machines.get(node);
        if (machine == null || device < 0 || device >= machine.node.devices() / machine.parts) {
            return Decision.ignored("There is no such device.");
        }
        var draft = new Draft(at);
        for (int part = device * machine.parts; part < (device + 1) * machine.parts; part++) {
            if (machine.down.contains(part) != down) {
                draft.add(new Event.DeviceDown(at, node, part, down));
            }
        }
        for (var run : machine.runs.values()) {
            boolean sits =
                    run.seats.stream()
                            .anyMatch(s -> s.node().equals(node) && sits(s, machine, device));
            if (ends && sits) {
                draft.end(run, "device %d of %s was lost".formatted(device, node));
            }
        }
        draft.wake();
        return draft.decision();
    }

    private static boolean sits(Seat seat, Machine machine, int device) {
        return seat.devices().stream().anyMatch(part -> part / machine.parts == device);
    }
}
