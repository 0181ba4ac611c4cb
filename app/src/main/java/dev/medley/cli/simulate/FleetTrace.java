package dev.medley.cli.simulate;

import dev.medley.core.market.PoolSupply;
import dev.medley.core.sim.rounds.Bounds;
import dev.medley.core.sim.rounds.RigidJob;
import dev.medley.core.sim.rounds.RoundSimulation;
import dev.medley.traces.GavelTrace;
import dev.medley.traces.JobCsv;
import dev.medley.traces.JobLog;
import dev.medley.traces.JobRates;
import dev.medley.traces.PhillyTrace;
import dev.medley.traces.TraceTime;
import dev.medley.traces.TypedJobs;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// Where the jobs of `medley simulate fleet` come from: the options that choose, and the choice.
final class FleetTrace {

    /// Options that mean nothing without a trace.
    static final List<String> OPTIONS =
            List.of(
                    "--trace",
                    "--rates",
                    "--fleet",
                    "--type",
                    "--measured-on",
                    "--from",
                    "--for",
                    "--jobs",
                    "--close-bound");

    private static final Pattern RANDOM = Pattern.compile("(\\d{1,6})@(\\d{1,6}(?:\\.\\d{1,6})?)");
    private static final double MOST_DAYS = 100_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--trace",
            paramLabel = "KIND:WHAT",
            description =
                    "gavel:FILE, philly:FILE (a cluster_job_log), csv:FILE (named columns, as those"
                            + " of Helios, Acme and Alibaba), or poisson:JOBS@PER_HOUR for so many"
                            + " jobs that come at random.")
    private String trace = "";

    @Option(
            names = "--rates",
            paramLabel = "FILE",
            description = "Steps per second of every type of job on every chip.")
    private Path rates = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "philly, csv: the type of all jobs (default: drawn by their GPUs and --seed).")
    private String type = "";

    @Option(
            names = "--measured-on",
            paramLabel = "CHIP",
            defaultValue = "",
            description = "philly, csv: the chip jobs ran on (default: the first of --fleet).")
    private String measuredOn = "";

    @Option(
            names = "--from",
            paramLabel = "DATE",
            defaultValue = "",
            description = "philly, csv: only jobs submitted from then on.")
    private String from = "";

    @Option(
            names = "--for",
            paramLabel = "DAYS",
            defaultValue = "Infinity",
            description = "philly, csv: only jobs of so many days.")
    private double days = Double.POSITIVE_INFINITY;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "" + Integer.MAX_VALUE,
            description = "philly, csv: only so many jobs, the first.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = "--close-bound",
            description =
                    "Prove what no policy can be below with a price for every round: closer by"
                            + " about a thousandth, but hundreds of jobs take half a minute.")
    private boolean closely;

    /// What no policy can do better with the jobs.
    Bounds bounds(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        return closely ? Bounds.closer(jobs, settings) : Bounds.of(jobs, settings);
    }

    /// What is played.
    ///
    /// @param trace as the user named it
    /// @param leftOut jobs that are not played, by the reason
    /// @param remark what was assumed beyond the trace; empty for nothing
    record Jobs(
            String trace, List<RigidJob> jobs, SortedMap<String, Integer> leftOut, String remark) {
        int read() {
            return jobs.size() + leftOut.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// Reads or draws them.
    ///
    /// @throws dev.medley.traces.TraceException if a file is wrong
    Jobs load(List<PoolSupply> pools, long seed) {
        var table = JobRates.read(rates);
        table.check(pools);
        var kind = trace.substring(0, trace.indexOf(':') + 1);
        var what = trace.substring(kind.length());
        return switch (kind) {
            case "gavel:" -> plain(GavelTrace.read(Path.of(what), table, pools));
            case "poisson:" -> plain(random(what, table, pools, seed));
            case "philly:" -> typed(PhillyTrace.read(Path.of(what)), table, pools, seed);
            case "csv:" -> typed(JobCsv.read(Path.of(what)), table, pools, seed);
            default -> throw unknown();
        };
    }

    private Jobs plain(List<RigidJob> jobs) {
        boolean cut = most < Integer.MAX_VALUE || days < Double.POSITIVE_INFINITY;
        if (cut || !from.isEmpty() || !type.isEmpty() || !measuredOn.isEmpty()) {
            throw wrong(
                    "--jobs, --from, --for, --type and --measured-on: are for philly: and csv:, not"
                            + " for '%s'; leave them out".formatted(trace));
        }
        return new Jobs(trace, jobs, Collections.emptySortedMap(), "");
    }

    private List<RigidJob> random(String what, JobRates table, List<PoolSupply> pools, long seed) {
        var parts = RANDOM.matcher(what);
        if (parts.matches()) {
            int count = Integer.parseInt(parts.group(1));
            double perHour = Double.parseDouble(parts.group(2));
            if (count > 0 && perHour > 0) {
                return table.draw(pools, count, perHour, seed);
            }
        }
        throw unknown();
    }

    private Jobs typed(JobLog log, JobRates table, List<PoolSupply> pools, long seed) {
        var chip = measuredOn.isEmpty() ? pools.getFirst().id() : measuredOn;
        if (!table.chips().contains(chip)) {
            throw wrong(
                    "--measured-on: '%s' is not in %s; name one of %s"
                            .formatted(chip, rates, String.join(", ", table.chips())));
        }
        var typed =
                TypedJobs.of(
                        log.cut(slice()), table, pools, new TypedJobs.Assumption(chip, type, seed));
        return new Jobs(
                trace,
                typed.jobs(),
                typed.leftOut(),
                "The trace does not say what ran: %s; work is duration x rate on %s."
                        .formatted(
                                type.isEmpty()
                                        ? "types are drawn from %s (seed %d)"
                                                .formatted(rates.getFileName(), seed)
                                        : "all jobs count as '%s'".formatted(type),
                                chip));
    }

    private JobLog.Slice slice() {
        if (!(days > 0 && (days <= MOST_DAYS || Double.isInfinite(days)))) {
            throw wrong(
                    "--for: %s must be more than 0 and at most %.0f days; write for example 7"
                            .formatted(days, MOST_DAYS));
        }
        if (most < 1) {
            throw wrong("--jobs: %d must be at least 1; write for example 500".formatted(most));
        }
        if (from.isEmpty()) {
            return new JobLog.Slice(JobLog.Slice.FIRST, days, most);
        }
        var fromS = TraceTime.seconds(from);
        if (fromS.isEmpty()) {
            throw wrong(
                    "--from: '%s' %s; write for example 2017-10-09"
                            .formatted(from, TraceTime.RULE));
        }
        return new JobLog.Slice(fromS.getAsDouble(), days, most);
    }

    private ParameterException unknown() {
        return wrong(
                "--trace: '%s' must be gavel:FILE, philly:FILE, csv:FILE or poisson:JOBS@PER_HOUR; write for example poisson:500@6"
                        .formatted(trace));
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
