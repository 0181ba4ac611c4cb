package dev.medley.core.sim.days;

import dev.medley.core.control.Amount;
import dev.medley.core.control.Command;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.State;
import dev.medley.core.fleet.Pool;
import dev.medley.core.sim.Fault;
import dev.medley.core.sim.Witness;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Writes down what happens on a fleet: events into curves and sums.
final class Diary implements Witness {

    /// Spans of the curves: a pixel or so each.
    private static final int SPANS = 360;

    private static final double MS_PER_HOUR = 3_600_000;

    private final List<Pool> pools;
    private final long endMs;
    private final LongSupplier clock;
    private final LongConsumer progress;
    private final Curve[][] held;
    private final Curve[] price;
    private final Curve waiting;
    private final Crowd crowd = new Crowd();
    private final Map<String, JobNote> jobs = new LinkedHashMap<>();
    private final Map<String, ServiceNote> services = new LinkedHashMap<>();
    private final Map<String, RunNote> runs = new TreeMap<>();
    private final TreeMap<String, double[]> tenants = new TreeMap<>();
    private double[] roundNanos = new double[1024];
    private int rounds;
    private boolean priced;
    private long preemptions;
    private long replicasStopped;
    private long nodesLost;
    private long nodesSlow;
    private long runsFailed;
    private long runsPlaced;
    private long commands;

    /// @param progress told the time that every round is held at
    Diary(List<Pool> pools, long endMs, LongSupplier clock, LongConsumer progress) {
        this.pools = List.copyOf(pools);
        this.endMs = endMs;
        this.clock = clock;
        this.progress = progress;
        this.held = new Curve[pools.size()][3];
        this.price = new Curve[pools.size()];
        for (int p = 0; p < price.length; p++) {
            Arrays.setAll(held[p], _ -> new Curve(endMs, SPANS));
            price[p] = new Curve(endMs, SPANS);
        }
        this.waiting = new Curve(endMs, SPANS);
    }

    private static final class JobNote {
        final Work work;
        final long submittedMs;
        long endMs = Chronicle.JobDays.STILL_OPEN;
        int runs;

        JobNote(Work work, long submittedMs) {
            this.work = work;
            this.submittedMs = submittedMs;
        }
    }

    private static final class ServiceNote {
        final InferenceService service;
        final Curve served;
        final long sinceMs;
        double rate;

        ServiceNote(InferenceService service, long sinceMs, Curve served) {
            this.service = service;
            this.sinceMs = sinceMs;
            this.served = served;
        }

        void add(double more, long atMs) {
            rate += more;
            served.set(atMs, Math.min(1, rate / service.requestsPerSecond()));
        }
    }

    private static final class RunNote {
        final Event.RunPlaced placed;
        final int devices;
        final @Nullable ServiceNote service;

        /// What it serves now; 0 while it is not up.
        double serves;

        RunNote(Event.RunPlaced placed, @Nullable ServiceNote service) {
            this.placed = placed;
            this.devices = placed.fit().shape().devices();
            this.service = service;
        }

        void serve(double rate, long atMs) {
            if (service != null) {
                service.add(rate - serves, atMs);
                serves = rate;
            }
        }
    }

    @Override
    public long clock() {
        return clock.getAsLong();
    }

    @Override
    public void broke(Fault fault) {
        switch (fault) {
            case Fault.NodeLoss _ -> nodesLost++;
            case Fault.SlowNode _ -> nodesSlow++;
            case Fault.DeviceLoss _, Fault.ClockJump _, Fault.Crash _ -> {}
        }
    }

    @Override
    public void decided(State state, Command command, Decision decision, long nanos) {
        commands++;
        if (command instanceof Command.Tick tick) {
            if (rounds == roundNanos.length) {
                roundNanos = Arrays.copyOf(roundNanos, 2 * rounds);
            }
            roundNanos[rounds++] = nanos;
            progress.accept(tick.atMs());
        }
        if (command instanceof Command.Observe(long at, Observation.Progress seen)) {
            var run = runs.get(seen.run());
            if (run != null && run.serves > 0 && seen.rate() > 0) {
                run.serve(seen.rate(), at);
            }
        }
        for (var event : decision.events()) {
            note(event);
        }
    }

    private void note(Event event) {
        switch (event) {
            case Event.Submitted e -> submitted(e);
            case Event.Closed e -> closed(e);
            case Event.RunPlaced e -> placed(e);
            case Event.RunStarted e -> {
                var run = runs.get(e.run());
                if (run != null) {
                    run.serve(run.placed.fit().rate(), e.atMs());
                }
            }
            case Event.RunStopping e -> {
                var run = runs.get(e.run());
                if (run != null) {
                    run.serve(0, e.atMs());
                }
            }
            case Event.RunEnded e -> ended(e);
            case Event.Priced e -> {
                for (int p = 0; p < e.poolPrices().size(); p++) {
                    price[p].set(e.atMs(), e.poolPrices().get(p));
                    priced = true;
                }
            }
            case Event.Changed _, Event.CancelAsked _, Event.PutOff _, Event.RunProgressed _ -> {}
            case Event.NodeAdded _, Event.NodeLeaving _, Event.NodeRemoved _ -> {}
            case Event.NodeCordoned _, Event.NodeDraining _ -> {}
            case Event.NodeDown _, Event.DeviceDown _ -> {}
            case Event.RateLearnt _, Event.Cramped _, Event.Reserved _, Event.Unreserved _ -> {}
        }
    }

    private void submitted(Event.Submitted e) {
        crowd.change(e.atMs(), 1);
        if (e.work() instanceof InferenceService service) {
            var served = new Curve(endMs, SPANS);
            services.put(service.name(), new ServiceNote(service, e.atMs(), served));
        } else {
            jobs.put(e.work().name(), new JobNote(e.work(), e.atMs()));
            waiting.add(e.atMs(), 1);
        }
    }

    private void closed(Event.Closed e) {
        crowd.change(e.atMs(), -1);
        var job = jobs.get(e.work());
        if (job != null) {
            waiting.add(e.atMs(), job.runs == 0 ? -1 : 0);
            if (e.end() == Event.End.DONE) {
                job.endMs = e.atMs();
            }
        }
    }

    private void placed(Event.RunPlaced e) {
        var run = new RunNote(e, services.get(e.work()));
        runs.put(e.run(), run);
        runsPlaced++;
        var job = jobs.get(e.work());
        if (job != null && job.runs++ == 0) {
            waiting.add(e.atMs(), -1);
        }
        held[e.pool()][kind(run)].add(e.atMs(), run.devices);
    }

    private int kind(RunNote run) {
        var job = jobs.get(run.placed.work());
        if (job == null) {
            return 1;
        }
        return switch (job.work) {
            case TrainingJob _ -> 0;
            case InferenceService _ -> 1;
            case BatchJob _ -> 2;
        };
    }

    private void ended(Event.RunEnded e) {
        var run = runs.remove(e.run());
        if (run == null) {
            return;
        }
        run.serve(0, e.atMs());
        held[run.placed.pool()][kind(run)].add(e.atMs(), -run.devices);
        charge(run, e.atMs());
        var job = jobs.get(run.placed.work());
        if (job != null && --job.runs == 0) {
            waiting.add(e.atMs(), 1);
        }
        switch (e.how()) {
            case STOPPED -> {
                preemptions += job == null ? 0 : 1;
                replicasStopped += job == null ? 1 : 0;
            }
            case FAILED -> runsFailed++;
            case FINISHED, REFUSED, UNKNOWN -> {}
        }
    }

    private void charge(RunNote run, long untilMs) {
        double hours = (untilMs - run.placed.atMs()) / MS_PER_HOUR;
        var fit = run.placed.fit();
        var job = jobs.get(run.placed.work());
        var service = run.service;
        var tenant =
                job != null
                        ? job.work.terms().tenant()
                        : service != null ? service.service.terms().tenant() : "";
        double[] sums = tenants.computeIfAbsent(tenant, _ -> new double[3]);
        var pool = pools.get(run.placed.pool());
        sums[0] += pool.carving().devices(run.devices) * hours;
        sums[1] += fit.watts() / 1000 * pool.site().pue() * hours;
        sums[2] += fit.costPerHour() * hours;
    }

    // --- the end --------------------------------------------------------------------------------

    /// Closes the books.
    Chronicle close(String policy, State state, Yardstick yardstick) {
        for (var run : runs.values()) {
            charge(run, endMs);
            run.serve(run.serves, endMs);
        }
        waiting.add(endMs, 0);
        var poolDays = new ArrayList<Chronicle.PoolDays>();
        for (int p = 0; p < held.length; p++) {
            for (var curve : held[p]) {
                curve.add(endMs, 0);
            }
            price[p].add(endMs, 0);
            poolDays.add(
                    new Chronicle.PoolDays(
                            pools.get(p),
                            held[p][0],
                            held[p][1],
                            held[p][2],
                            priced ? price[p] : null));
        }
        var jobDays = new ArrayList<Chronicle.JobDays>();
        jobs.values().forEach(job -> jobDays.add(days(job, state, yardstick)));
        var serviceDays = new ArrayList<Chronicle.ServiceDays>();
        services.values().forEach(service -> serviceDays.add(days(service)));
        var tenantDays = new ArrayList<Chronicle.TenantDays>();
        tenants.forEach(
                (name, sums) ->
                        tenantDays.add(new Chronicle.TenantDays(name, sums[0], sums[1], sums[2])));
        var counts =
                new Chronicle.Counts(
                        preemptions,
                        replicasStopped,
                        nodesLost,
                        nodesSlow,
                        runsFailed,
                        runsPlaced,
                        commands,
                        state.events());
        return new Chronicle(
                policy,
                endMs,
                poolDays,
                waiting,
                jobDays,
                serviceDays,
                tenantDays,
                counts,
                Arrays.copyOf(roundNanos, rounds));
    }

    private Chronicle.ServiceDays days(ServiceNote note) {
        note.add(0, endMs);
        double served = note.served.integral() / Math.max(1, endMs - note.sinceMs);
        var service = note.service;
        return new Chronicle.ServiceDays(
                service.name(), service.terms().tenant(), service.requestsPerSecond(), served);
    }

    private Chronicle.JobDays days(JobNote note, State state, Yardstick yardstick) {
        var work = note.work;
        double exclusiveMs = crowd.exclusiveMs(work, yardstick.speed(work), note.submittedMs);
        var hours = work.hoursToDeadline();
        Long deadlineMs =
                hours == null ? null : (Long) (note.submittedMs + (long) (hours * MS_PER_HOUR));
        return new Chronicle.JobDays(
                work.name(),
                work.terms().tenant(),
                note.submittedMs,
                note.endMs,
                deadlineMs,
                isBehind(note, state, deadlineMs),
                (Math.min(endMs, note.endMs) - note.submittedMs) / exclusiveMs);
    }

    /// Not finished, not due, and less of it done than of its time is gone.
    private boolean isBehind(JobNote note, State state, @Nullable Long deadlineMs) {
        var job = state.jobs().get(note.work.name());
        if (job == null || deadlineMs == null || deadlineMs <= endMs) {
            return false;
        }
        double gone = (double) (endMs - note.submittedMs) / (deadlineMs - note.submittedMs);
        return job.saved() / Amount.total(note.work) < gone;
    }
}
