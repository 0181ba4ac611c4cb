package dev.medley.http;

import dev.medley.core.control.Amount;
import dev.medley.core.control.Event;
import dev.medley.core.control.Job;
import dev.medley.core.control.Run;
import dev.medley.core.control.State;
import dev.medley.core.fit.Reason;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;
import dev.medley.live.Desk;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A work in one line. Of work that is over and forgotten only name and end are known.
///
/// @param done of `total`, in `unit`: tokens of training, seconds at rate 1 of batch jobs; of
///   services the requests per second that they are served, of those they ask for
/// @param replicas runs that go on
/// @param wanted replicas bought by the market; 1 of a job
/// @param pool of its runs, the first if there are several
/// @param rate of all its runs together, measured where it was, in the unit per second
/// @param price of a device of its pool
record WorkItem(
        String name,
        @Nullable String kind,
        @Nullable String tenant,
        @Nullable String priority,
        String state,
        @Nullable Long submittedMs,
        @Nullable Double done,
        @Nullable Double total,
        @Nullable String unit,
        int replicas,
        int wanted,
        @Nullable String pool,
        @Nullable String chip,
        int devices,
        @Nullable Double rate,
        @Nullable Double price,
        List<Reason> reasons) {

    static final List<String> STATES =
            List.of("waiting", "starting", "running", "stopping", "done", "failed", "cancelled");

    static WorkItem of(Desk desk, Lives lives, Job job, boolean reasons) {
        var state = desk.state();
        var work = job.work();
        var first = first(state, job);
        var pool = first == null ? null : state.setup().pools().get(first.pool());
        int devices = 0;
        int replicas = 0;
        Double rate = null;
        double done = job.saved();
        for (var id : job.runs()) {
            var run = state.runs().get(id);
            if (run == null) {
                continue;
            }
            devices += run.devices();
            replicas += run.goesOn() ? 1 : 0;
            done = Math.max(done, run.done());
            if (run.phase() == Run.Phase.RUNNING) {
                var measured = lives.rate(id);
                rate = (rate == null ? 0 : rate) + (measured == null ? rate(run) : measured);
            }
        }
        boolean serves = work instanceof InferenceService;
        return new WorkItem(
                work.name(),
                kind(work),
                work.terms().tenant(),
                Telling.word(work.terms().priority()),
                stateOf(state, job),
                job.submittedMs(),
                serves ? (rate == null ? 0 : rate) : Double.valueOf(done),
                total(work),
                unit(work),
                replicas,
                wanted(state, job, replicas),
                pool == null ? null : pool.id(),
                pool == null ? null : pool.chip().id(),
                devices,
                rate,
                first == null ? null : FleetView.price(state.poolPrices(), first.pool()),
                reasons ? desk.controller().why(state, work.name()) : List.of());
    }

    static WorkItem of(Event.Closed closed, Lives.@Nullable Brief brief) {
        var work = brief == null ? null : brief.work();
        var serves = work instanceof InferenceService;
        return new WorkItem(
                closed.work(),
                work == null ? null : kind(work),
                work == null ? null : work.terms().tenant(),
                work == null ? null : Telling.word(work.terms().priority()),
                Telling.word(closed.end()),
                brief == null ? null : brief.submittedMs(),
                brief == null || serves ? null : brief.done(),
                work == null || serves ? null : total(work),
                work == null ? null : unit(work),
                0,
                0,
                null,
                null,
                0,
                null,
                null,
                closed.end() == Event.End.DONE
                        ? List.of()
                        : List.of(new Reason(Telling.word(closed.end()), closed.text())));
    }

    private static @Nullable Run first(State state, Job job) {
        return job.runs().isEmpty() ? null : state.runs().get(job.runs().first());
    }

    /// The pool of its first run.
    static @Nullable String pool(State state, Job job) {
        var first = first(state, job);
        return first == null ? null : state.setup().pools().get(first.pool()).id();
    }

    /// What is expected of a run, if nobody measured it.
    private static double rate(Run run) {
        return run.fit().rate();
    }

    static String kind(Work work) {
        return switch (work) {
            case TrainingJob _ -> "TrainingJob";
            case InferenceService _ -> "InferenceService";
            case BatchJob _ -> "BatchJob";
        };
    }

    static String unit(Work work) {
        return switch (work) {
            case TrainingJob _ -> "tokens";
            case InferenceService _ -> "requests/s";
            case BatchJob _ -> "seconds";
        };
    }

    static @Nullable Double total(Work work) {
        if (work instanceof InferenceService service) {
            return service.requestsPerSecond();
        }
        double total = Amount.total(work);
        return total == Amount.ENDLESS ? null : (Double) total;
    }

    static String stateOf(State state, Job job) {
        boolean starting = false;
        for (var id : job.runs()) {
            var run = state.runs().get(id);
            if (run != null && run.phase() == Run.Phase.RUNNING) {
                return "running";
            }
            starting |= run != null && run.phase() == Run.Phase.STARTING;
        }
        if (starting) {
            return "starting";
        }
        return job.runs().isEmpty() ? "waiting" : "stopping";
    }

    private static int wanted(State state, Job job, int replicas) {
        if (!(job.work() instanceof InferenceService)) {
            return 1;
        }
        var promised = state.promised().getOrDefault(job.work().name(), List.of());
        return replicas + promised.stream().mapToInt(p -> p.replicas()).sum();
    }
}
