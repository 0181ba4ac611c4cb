package dev.medley.core.sim.rounds;

import dev.medley.core.market.PoolSupply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/// Plays jobs on a fleet under one policy, until all are finished.
///
/// Time goes in rounds of equal length. When a round begins the policy says who runs where; a job
/// that starts or moves loses the time of a restart; devices of a job that finishes within a round
/// are idle until the next; a job that arrives within a round waits for the next. Rounds without
/// jobs are skipped.
public final class RoundSimulation {
    private static final int MOST_ROUNDS = 5_000_000;

    private final Settings settings;
    private final RoundPolicy policy;
    private final LongSupplier nanos;
    private final ArrayDeque<RigidJob> coming;
    private final List<ActiveJob> active = new ArrayList<>();
    private final List<Outcome.Finish> finished = new ArrayList<>();
    private final List<Outcome.Moment> moments = new ArrayList<>();
    private final List<Long> decisionNanos = new ArrayList<>();
    private final double[] busyDeviceS;

    /// The fleet and its clock.
    ///
    /// @param roundS seconds; Gavel's are 360
    /// @param restartS seconds a job loses when it starts or moves
    public record Settings(List<PoolSupply> pools, double roundS, double restartS) {
        public Settings {
            pools = List.copyOf(pools);
            if (pools.isEmpty() || !(roundS > 0) || !(restartS >= 0 && restartS < roundS)) {
                throw new IllegalArgumentException(
                        """
                        Rounds of %s s with restarts of %s s on %d pools cannot be played.
                        Give a pool, and restarts shorter than rounds.\
                        """
                                .formatted(roundS, restartS, pools.size()));
            }
        }
    }

    private RoundSimulation(
            Settings settings, RoundPolicy policy, List<RigidJob> jobs, LongSupplier nanos) {
        this.settings = settings;
        this.policy = policy;
        this.nanos = nanos;
        this.busyDeviceS = new double[settings.pools().size()];
        jobs.forEach(job -> checkRuns(job, settings.pools()));
        var inOrder = new ArrayList<>(jobs);
        inOrder.sort(Comparator.comparingDouble(RigidJob::arrivalS));
        this.coming = new ArrayDeque<>(inOrder);
    }

    /// Plays the jobs to the end.
    ///
    /// @param policy a new one: it may remember
    /// @param nanos a clock that only times decisions; what is decided does not depend on it
    public static Outcome run(
            Settings settings, RoundPolicy policy, List<RigidJob> jobs, LongSupplier nanos) {
        return new RoundSimulation(settings, policy, jobs, nanos).run();
    }

    /// Refuses jobs that no pool can run.
    static void checkRuns(RigidJob job, List<PoolSupply> pools) {
        for (int p = 0; p < pools.size(); p++) {
            if (job.runsIn(p) && job.workers() <= pools.get(p).devices()) {
                return;
            }
        }
        throw new IllegalArgumentException(
                """
                Job '%s' with %d workers fits into no pool.
                Leave it out, or enlarge a pool where it runs.\
                """
                        .formatted(job.id(), job.workers()));
    }

    private Outcome run() {
        long round = 0;
        for (int played = 0; !coming.isEmpty() || !active.isEmpty(); played++) {
            if (played == MOST_ROUNDS) {
                throw new IllegalStateException(
                        "%s does not finish within %,d rounds.".formatted(policy.name(), played));
            }
            if (active.isEmpty()) {
                double next = coming.element().arrivalS() / settings.roundS();
                round = Math.max(round, (long) Math.ceil(next));
            }
            admit(round * settings.roundS());
            play(round * settings.roundS());
            round++;
        }
        return new Outcome(policy.name(), settings, finished, moments, decisionNanos, busyDeviceS);
    }

    private void admit(double nowS) {
        while (!coming.isEmpty() && coming.element().arrivalS() <= nowS) {
            active.add(new ActiveJob(coming.remove()));
        }
    }

    private void play(double startS) {
        double endS = startS + settings.roundS();
        var round =
                new Round(startS, settings.roundS(), settings.restartS(), settings.pools(), active);
        var seating = new Seating(round);
        long before = nanos.getAsLong();
        policy.choose(round, seating);
        decisionNanos.add(nanos.getAsLong() - before);

        var held = new long[settings.pools().size()];
        int running = 0;
        for (int j = 0; j < active.size(); j++) {
            var job = active.get(j);
            int pool = seating.pool(j);
            double usedS = job.run(pool, settings.roundS(), settings.restartS());
            job.exclusive().advance(endS, settings.pools(), active.size());
            if (pool != ActiveJob.WAITS) {
                running++;
                held[pool] += job.job().workers();
                busyDeviceS[pool] += usedS * job.job().workers();
            }
            if (job.finished()) {
                double completionS = startS + usedS - job.job().arrivalS();
                finished.add(
                        new Outcome.Finish(
                                job.job(),
                                completionS,
                                completionS / job.exclusive().completionS(),
                                job.preemptions(),
                                job.attained()));
            }
        }
        moments.add(new Outcome.Moment(startS, active.size() - running, running, held));
        active.removeIf(ActiveJob::finished);
    }
}
