package dev.medley.traces;

import dev.medley.core.market.Dice;
import dev.medley.core.market.PoolSupply;
import dev.medley.core.sim.rounds.RigidJob;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Jobs of a log, each with a type of the table of rates, since the log does not say what ran.
///
/// A type is drawn for every job among those that the table has for as many workers (or for the
/// most below that) and that run on the chip of the log; its work is its duration times its rate
/// there. The draw depends on seed and id alone: a part of a log has the types of the whole.
///
/// @param leftOut how many jobs for each reason, those of the log included
public record TypedJobs(List<RigidJob> jobs, SortedMap<String, Integer> leftOut) {

    public TypedJobs {
        jobs = List.copyOf(jobs);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }

    /// What is assumed.
    ///
    /// @param chip where the log was measured; one of the table
    /// @param type of all jobs; empty to draw
    public record Assumption(String chip, String type, long seed) {}

    /// Gives types.
    ///
    /// @throws TraceException if no type serves, or no job remains
    public static TypedJobs of(
            JobLog log, JobRates rates, List<PoolSupply> pools, Assumption assumed) {
        var types = types(rates, assumed);
        var jobs = new ArrayList<RigidJob>();
        var leftOut = new TreeMap<>(log.leftOut());
        for (var job : log.jobs()) {
            var width = types.floorEntry(job.devices());
            var known = width == null ? types.firstEntry() : width;
            var dice = new Dice(assumed.seed * 1_000_003L + job.id().hashCode());
            var type = known.getValue().get((int) (dice.uniform() * known.getValue().size()));
            var there = new ArrayList<Double>();
            boolean fits = false;
            for (var pool : pools) {
                double rate = rates.rate(type, known.getKey(), pool.id());
                there.add(rate);
                fits |= rate > 0 && job.devices() <= pool.devices();
            }
            if (fits) {
                jobs.add(rigid(job, type, rates.rate(type, known.getKey(), assumed.chip), there));
            } else {
                leftOut.merge("larger than every pool where its type runs", 1, Integer::sum);
            }
        }
        if (jobs.isEmpty()) {
            throw new TraceException(
                    "%s: none of its jobs fits into the fleet; enlarge --fleet"
                            .formatted(log.file()));
        }
        return new TypedJobs(jobs, leftOut);
    }

    private static RigidJob rigid(TraceJob job, String type, double rate, List<Double> rates) {
        return new RigidJob(
                job.id(),
                job.tenant(),
                type,
                job.devices(),
                job.durationS() * rate,
                job.submitS(),
                RigidJob.NO_DEADLINE,
                rates);
    }

    private static NavigableMap<Integer, List<String>> types(JobRates rates, Assumption assumed) {
        var types = rates.typesOn(assumed.chip);
        if (types.isEmpty()) {
            throw new TraceException(
                    "%s: gpu_type: nothing runs on '%s'; choose another --measured-on"
                            .formatted(rates.file(), assumed.chip));
        }
        if (assumed.type.isEmpty()) {
            return types;
        }
        types.values().removeIf(names -> !names.contains(assumed.type));
        types.replaceAll((_, _) -> List.of(assumed.type));
        if (types.isEmpty()) {
            throw new TraceException(
                    "%s: job_type: '%s' of --type does not run on '%s' there; name another type, or another chip by --measured-on"
                            .formatted(rates.file(), assumed.type, assumed.chip));
        }
        return types;
    }
}
