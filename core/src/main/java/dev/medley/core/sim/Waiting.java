package dev.medley.core.sim;

import dev.medley.core.control.Job;
import dev.medley.core.control.Reservation;
import dev.medley.core.control.State;
import dev.medley.core.fit.Reason;
import dev.medley.core.work.InferenceService;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// Work that waits: it is told why as of now, and what is kept for it can be believed.
final class Waiting {

    /// Estimates are written down again when they are off by more.
    private static final long STALE_MS = 300_000;

    private Waiting() {}

    /// Every work that waits has reasons, and they fit what is known of it; a job that runs has
    /// none. A service may run and wait for more replicas.
    static void reasons(State state, Function<String, List<Reason>> why) {
        for (var job : state.jobs().values()) {
            var name = job.work().name();
            var codes = why.apply(name).stream().map(Reason::code).toList();
            boolean runs = job.runs().stream().anyMatch(id -> !stops(state, id));
            if (runs && (codes.isEmpty() || !(job.work() instanceof InferenceService))) {
                Violation.unless(codes.isEmpty(), "Work '%s' runs, yet waits: %s", name, codes);
            } else {
                Violation.unless(!codes.isEmpty(), "Work '%s' waits for no reason.", name);
                current(state, job, codes);
            }
        }
    }

    private static void current(State state, Job job, List<String> codes) {
        var name = job.work().name();
        Violation.unless(
                codes.contains("stopping") == job.runs().stream().anyMatch(id -> stops(state, id)),
                "Work '%s' has the runs %s, yet waits because of %s.",
                name,
                job.runs(),
                codes);
        if (!job.cancelled()) {
            Violation.unless(
                    codes.contains("put-off") == job.notBeforeMs() > state.nowMs(),
                    "Work '%s' is put off until %s at %s, yet waits because of %s.",
                    name,
                    job.notBeforeMs(),
                    state.nowMs(),
                    codes);
            Violation.unless(
                    codes.contains("reserved") == state.reservations().containsKey(name),
                    "What is kept for '%s' is not what it waits for: %s.",
                    name,
                    codes);
        }
    }

    private static boolean stops(State state, String run) {
        var known = state.runs().get(run);
        return known == null || !known.goesOn();
    }

    /// What is kept is kept for one work that waits, on nodes of its pool that are in service; its
    /// start is not past and lies within its band. To be asked after a round.
    static void reservations(State state) {
        var keepers = new TreeMap<String, String>();
        state.reservations()
                .forEach(
                        (work, kept) -> {
                            Violation.unless(
                                    work.equals(kept.work()) && state.jobs().containsKey(work),
                                    "Nodes are kept for '%s', which is over.",
                                    work);
                            believable(state, kept);
                            for (var node : kept.nodes().keySet()) {
                                var other = keepers.put(node, work);
                                Violation.unless(
                                        other == null,
                                        "Node %s is kept for '%s' and '%s'.",
                                        node,
                                        other,
                                        work);
                                var machine = state.machines().get(node);
                                Violation.unless(
                                        machine != null && machine.inService(),
                                        "Node %s is kept for '%s', but not in service.",
                                        node,
                                        work);
                            }
                        });
    }

    private static void believable(State state, Reservation kept) {
        Violation.unless(
                !kept.nodes().isEmpty()
                        && kept.sinceMs() <= state.nowMs()
                        && kept.startMs() >= state.nowMs() - STALE_MS
                        && kept.earliestMs() <= kept.startMs()
                        && kept.startMs() <= kept.latestMs(),
                "At %s nobody can believe %s.",
                state.nowMs(),
                kept);
    }
}
