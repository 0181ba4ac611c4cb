package dev.medley.core.sim.days;

import dev.medley.core.fleet.Pool;
import dev.medley.core.units.Quantile;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/// What came of some days under a policy.
public final class Chronicle {

    private static final double MS_PER_HOUR = 3_600_000;

    private final String policy;
    private final long endMs;
    private final List<PoolDays> pools;
    private final Curve waiting;
    private final List<JobDays> jobs;
    private final List<ServiceDays> services;
    private final List<TenantDays> tenants;
    private final Counts counts;
    private final double[] roundNanos;

    /// @param waiting jobs that have no run
    /// @param roundNanos what each market round took to decide
    Chronicle(
            String policy,
            long endMs,
            List<PoolDays> pools,
            Curve waiting,
            List<JobDays> jobs,
            List<ServiceDays> services,
            List<TenantDays> tenants,
            Counts counts,
            double[] roundNanos) {
        this.policy = policy;
        this.endMs = endMs;
        this.pools = List.copyOf(pools);
        this.waiting = waiting;
        this.jobs = List.copyOf(jobs);
        this.services = List.copyOf(services);
        this.tenants = List.copyOf(tenants);
        this.counts = counts;
        this.roundNanos = roundNanos.clone();
        Arrays.sort(this.roundNanos);
    }

    /// Devices of a pool that were held, by kind of work, and what one more would have been worth.
    ///
    /// @param price equivalents per device, or null under policies without prices
    public record PoolDays(
            Pool pool, Curve training, Curve serving, Curve batch, @Nullable Curve price) {

        /// Share of the pool's device time that was held.
        public double utilisation() {
            return share(training) + share(serving) + share(batch);
        }

        /// Share of the pool's device time that is under one of its curves.
        public double share(Curve held) {
            return held.integral() / (pool.devices() * Math.max(1.0, (double) held.lengthMs()));
        }
    }

    /// A job that came.
    ///
    /// @param endMs when it was finished, or that it was not ([#STILL_OPEN])
    /// @param deadlineMs or null without one
    /// @param behind not finished and not due, but less of it done than of its time is gone
    /// @param fairness its completion, or its time so far, over that on an exclusive equal share;
    ///   NaN for jobs that never end or that no pool can run
    public record JobDays(
            String name,
            String tenant,
            long submittedMs,
            long endMs,
            @Nullable Long deadlineMs,
            boolean behind,
            double fairness) {

        public static final long STILL_OPEN = Long.MAX_VALUE;

        public boolean isFinished() {
            return endMs != STILL_OPEN;
        }

        /// Whether its deadline passed before it was finished.
        boolean missed(long nowMs) {
            var due = deadlineMs;
            return due != null && due < Math.min(endMs, nowMs);
        }

        boolean due(long nowMs) {
            var due = deadlineMs;
            return due != null && due <= nowMs;
        }
    }

    /// A service and what it gave.
    ///
    /// @param served share of its demand that was served within its targets, over all the time
    public record ServiceDays(
            String name, String tenant, double requestsPerSecond, double served) {}

    /// What a tenant's runs took.
    ///
    /// @param kilowattHours at the meter: with the site's PUE
    /// @param cost of devices and power
    public record TenantDays(String name, double deviceHours, double kilowattHours, double cost) {}

    /// How often things happened.
    ///
    /// @param preemptions jobs' runs that were stopped for other work, or to move
    /// @param replicasStopped the same of services' replicas
    /// @param runsFailed runs that ended with their node or by themselves
    /// @param commands decisions, rounds among them
    public record Counts(
            long preemptions,
            long replicasStopped,
            long nodesLost,
            long nodesSlow,
            long runsFailed,
            long runs,
            long commands,
            long events) {}

    public String policy() {
        return policy;
    }

    public long endMs() {
        return endMs;
    }

    public List<PoolDays> pools() {
        return pools;
    }

    public Curve waiting() {
        return waiting;
    }

    /// In the order in which they came.
    public List<JobDays> jobs() {
        return jobs;
    }

    public List<ServiceDays> services() {
        return services;
    }

    public List<TenantDays> tenants() {
        return tenants;
    }

    /// What the tenant's runs took; nothing if it had none.
    public TenantDays tenant(String name) {
        return tenants.stream()
                .filter(days -> days.name().equals(name))
                .findFirst()
                .orElse(new TenantDays(name, 0, 0, 0));
    }

    public Counts counts() {
        return counts;
    }

    public int rounds() {
        return roundNanos.length;
    }

    // --- figures --------------------------------------------------------------------------------

    public int finished() {
        return count(JobDays::isFinished);
    }

    /// Hours from submission to finish, on average; a job that is not finished counts with the time
    /// that it has been there, so that no policy gains by not finishing.
    public double meanCompletionHours() {
        return Arrays.stream(completions()).average().orElse(0);
    }

    public double completionHours(double quantile) {
        return Quantile.of(completions(), quantile);
    }

    private double[] completions() {
        return jobs.stream()
                .mapToDouble(
                        job -> (Math.min(endMs, job.endMs()) - job.submittedMs()) / MS_PER_HOUR)
                .sorted()
                .toArray();
    }

    /// Hours until the last job was finished, or null if some are not.
    public @Nullable Double makespanHours() {
        if (finished() < jobs.size()) {
            return null;
        }
        return jobs.stream().mapToLong(JobDays::endMs).max().orElse(0) / MS_PER_HOUR;
    }

    /// Jobs whose deadlines passed.
    public int due() {
        return count(job -> job.due(endMs));
    }

    public int missed() {
        return count(job -> job.missed(endMs));
    }

    public int behind() {
        return count(JobDays::behind);
    }

    private int count(Predicate<JobDays> which) {
        return (int) jobs.stream().filter(which).count();
    }

    /// The finish-time fairness of whoever fares worst; 0 if it has no meaning for any job.
    public double worstFairness() {
        return fairness().max().orElse(0);
    }

    public double meanFairness() {
        return fairness().average().orElse(0);
    }

    private DoubleStream fairness() {
        return jobs.stream().mapToDouble(JobDays::fairness).filter(rho -> !Double.isNaN(rho));
    }

    /// Share of all demand for services that was served within targets, each service counting
    /// alike; 1 without services.
    public double served() {
        return services.stream().mapToDouble(ServiceDays::served).average().orElse(1);
    }

    /// Share of the device time of all pools that was held.
    public double utilisation() {
        double held = 0;
        double all = 0;
        for (var pool : pools) {
            held += pool.utilisation() * pool.pool().wholeDevices();
            all += pool.pool().wholeDevices();
        }
        return all > 0 ? held / all : 0;
    }

    public double kilowattHours() {
        return tenants.stream().mapToDouble(TenantDays::kilowattHours).sum();
    }

    public double cost() {
        return tenants.stream().mapToDouble(TenantDays::cost).sum();
    }

    /// What deciding all rounds took.
    public double roundSeconds() {
        return Arrays.stream(roundNanos).sum() / 1e9;
    }

    /// Milliseconds that a round took to decide at most, for so large a share of rounds.
    public double decisionMs(double quantile) {
        return Quantile.of(roundNanos, quantile) / 1e6;
    }
}
