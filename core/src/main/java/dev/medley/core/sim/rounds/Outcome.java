package dev.medley.core.sim.rounds;

import dev.medley.core.units.Quantile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What a policy made of the jobs.
public final class Outcome {
    private final String policy;
    private final RoundSimulation.Settings settings;
    private final List<Finish> finished;
    private final List<Moment> moments;
    private final long[] decisionNanos;
    private final double[] busyDeviceS;

    /// A job that is done.
    ///
    /// @param completionS seconds from arrival to finish
    /// @param fairness completion over that with an exclusive equal share
    /// @param deviceS device-seconds it held
    public record Finish(
            RigidJob job, double completionS, double fairness, int preemptions, double deviceS) {
        public double endS() {
            return job.arrivalS() + completionS;
        }

        public boolean late() {
            return endS() > job.deadlineS();
        }
    }

    /// What one tenant got.
    public record TenantUse(String tenant, int jobs, double deviceS, double meanCompletionS) {}

    /// One round: jobs waiting and running, and devices held in each pool.
    public static final class Moment {
        private final double startS;
        private final int waiting;
        private final int running;
        private final long[] held;

        Moment(double startS, int waiting, int running, long[] held) {
            this.startS = startS;
            this.waiting = waiting;
            this.running = running;
            this.held = held.clone();
        }

        public double startS() {
            return startS;
        }

        public int waiting() {
            return waiting;
        }

        public int running() {
            return running;
        }

        public long held(int pool) {
            return held[pool];
        }
    }

    Outcome(
            String policy,
            RoundSimulation.Settings settings,
            List<Finish> finished,
            List<Moment> moments,
            List<Long> decisionNanos,
            double[] busyDeviceS) {
        this.policy = policy;
        this.settings = settings;
        this.finished = List.copyOf(finished);
        this.moments = List.copyOf(moments);
        this.decisionNanos = decisionNanos.stream().mapToLong(Long::longValue).sorted().toArray();
        this.busyDeviceS = busyDeviceS.clone();
    }

    public String policy() {
        return policy;
    }

    public RoundSimulation.Settings settings() {
        return settings;
    }

    /// In order of finishing, by rounds.
    public List<Finish> finished() {
        return finished;
    }

    public List<Moment> moments() {
        return moments;
    }

    public double meanCompletionS() {
        return mean(Finish::completionS);
    }

    public double completionS(double quantile) {
        double[] sorted = finished.stream().mapToDouble(Finish::completionS).sorted().toArray();
        return Quantile.of(sorted, quantile);
    }

    /// Seconds until the last job is finished, from the start.
    public double makespanS() {
        return finished.stream().mapToDouble(Finish::endS).max().orElse(0);
    }

    /// The finish-time fairness of whoever fares worst.
    public double worstFairness() {
        return finished.stream().mapToDouble(Finish::fairness).max().orElse(0);
    }

    public double meanFairness() {
        return mean(Finish::fairness);
    }

    public long preemptions() {
        return finished.stream().mapToLong(Finish::preemptions).sum();
    }

    /// Share of the pool's device time until the last finish in which a job was on it.
    public double utilisation(int pool) {
        double deviceS = settings.pools().get(pool).devices() * makespanS();
        return deviceS > 0 ? busyDeviceS[pool] / deviceS : 0;
    }

    /// Milliseconds that a decision took at most, for so large a share of them.
    public double decisionMs(double quantile) {
        return Quantile.of(Arrays.stream(decisionNanos).asDoubleStream().toArray(), quantile) / 1e6;
    }

    public long withDeadline() {
        return finished.stream()
                .filter(finish -> finish.job().deadlineS() < RigidJob.NO_DEADLINE)
                .count();
    }

    /// Jobs that were finished after their deadline.
    public long late() {
        return finished.stream().filter(Finish::late).count();
    }

    /// Jobs waiting, on average over the rounds until the last finish.
    public double meanWaiting() {
        return moments.stream().mapToInt(Moment::waiting).average().orElse(0);
    }

    public int mostWaiting() {
        return moments.stream().mapToInt(Moment::waiting).max().orElse(0);
    }

    /// By the tenants' names.
    public List<TenantUse> tenants() {
        var byTenant = new TreeMap<String, List<Finish>>();
        for (var finish : finished) {
            byTenant.computeIfAbsent(finish.job().tenant(), _ -> new ArrayList<>()).add(finish);
        }
        var uses = new ArrayList<TenantUse>();
        byTenant.forEach(
                (tenant, own) ->
                        uses.add(
                                new TenantUse(
                                        tenant,
                                        own.size(),
                                        own.stream().mapToDouble(Finish::deviceS).sum(),
                                        own.stream()
                                                .mapToDouble(Finish::completionS)
                                                .average()
                                                .orElse(0))));
        return uses;
    }

    private double mean(ToDoubleFunction<Finish> figure) {
        return finished.stream().mapToDouble(figure).average().orElse(0);
    }
}
