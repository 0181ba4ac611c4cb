package dev.medley.traces;

import dev.medley.core.market.PoolSupply;
import dev.medley.core.sim.rounds.RigidJob;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A trace of training jobs in the form of the Gavel simulator: a line a job, ten fields with tabs
/// between them. Of these count 1 the type, 6 the steps, 7 the workers, 9 the deadline and 10 the
/// arrival in seconds; the other fields are commands and weights that all jobs share. A deadline
/// says after how many times the job's shortest duration it must be finished; -1 is none.
public final class GavelTrace {

    private static final int FIELDS = 10;
    private static final int MOST_JOBS = 200_000;
    private static final int MOST_PROBLEMS = 20;
    private static final double MOST_STEPS = 1e15;
    private static final double MOST_SECONDS = 1e9;

    private final Path file;
    private final JobRates rates;
    private final List<PoolSupply> pools;
    private final List<String> problems = new ArrayList<>();
    private final List<RigidJob> jobs = new ArrayList<>();

    private GavelTrace(Path file, JobRates rates, List<PoolSupply> pools) {
        this.file = file;
        this.rates = rates;
        this.pools = pools;
    }

    /// Reads a trace; jobs are named after their lines.
    ///
    /// @param pools named after the chips of the rates
    /// @throws TraceException with every problem, if there is any
    public static List<RigidJob> read(Path file, JobRates rates, List<PoolSupply> pools) {
        var trace = new GavelTrace(file, rates, pools);
        try (var lines = Files.newBufferedReader(file)) {
            trace.read(lines);
        } catch (NoSuchFileException missing) {
            throw new TraceException("%s: no such file; give a Gavel trace".formatted(file));
        } catch (CharacterCodingException binary) {
            throw new TraceException("%s: is not UTF-8 text; give a Gavel trace".formatted(file));
        } catch (IOException unreadable) {
            throw new TraceException(
                    "%s: cannot be read: %s; give a readable Gavel trace"
                            .formatted(file, unreadable.getMessage()));
        }
        if (trace.problems.isEmpty() && trace.jobs.isEmpty()) {
            throw new TraceException(
                    "%s: has no jobs; write a line a job, ten fields with tabs between them"
                            .formatted(file));
        }
        if (!trace.problems.isEmpty()) {
            throw new TraceException(trace.problems);
        }
        return trace.jobs;
    }

    private void read(BufferedReader lines) throws IOException {
        int number = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && problems.size() < MOST_PROBLEMS) {
                job(number, line.split("\t", -1));
            }
            if (jobs.size() > MOST_JOBS) {
                throw new TraceException(
                        "%s: has more than %,d jobs; cut it".formatted(file, MOST_JOBS));
            }
        }
    }

    private void job(int line, String[] fields) {
        if (fields.length != FIELDS) {
            problems.add(
                    "%s:%d: has %d fields, a job has %d; put one tab between fields"
                            .formatted(file, line, fields.length, FIELDS));
            return;
        }
        int before = problems.size();
        var type = fields[0].strip();
        double steps = number(line, "total_steps", fields[5], 1, MOST_STEPS, true);
        int workers = (int) number(line, "scale_factor", fields[6], 1, 1024, true);
        double arrivalS = number(line, "arrival_time", fields[9], 0, MOST_SECONDS, false);
        double slack = number(line, "SLO", fields[8], -1, 1e6, false);
        if (problems.size() > before) {
            return;
        }
        var known = rates.of(type, workers, pools);
        if (known.isEmpty()) {
            wrong(
                    line,
                    "job_type",
                    type,
                    "has no rate above 0 with %d workers for any chip of the fleet"
                            .formatted(workers),
                    "add it to " + rates.file() + " or enlarge the fleet");
            return;
        }
        jobs.add(job(line, type, workers, steps, arrivalS, slack, known));
    }

    private static RigidJob job(
            int line,
            String type,
            int workers,
            double steps,
            double arrivalS,
            double slack,
            List<Double> rates) {
        var plain = new RigidJob("job-%05d".formatted(line), type, workers, steps, arrivalS, rates);
        return slack > 0
                ? new RigidJob(
                        plain.id(),
                        plain.tenant(),
                        type,
                        workers,
                        steps,
                        arrivalS,
                        arrivalS + slack * plain.shortestS(),
                        rates)
                : plain;
    }

    private double number(
            int line, String field, String text, double least, double most, boolean whole) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= least && value <= most && !(whole && value != Math.rint(value))) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the rule.
        }
        wrong(
                line,
                field,
                text,
                "must be a %snumber from %.0f to %.0f"
                        .formatted(whole ? "whole " : "", least, most),
                "write for example 4");
        return least;
    }

    private void wrong(int line, String field, String value, String rule, String advice) {
        var problem = BadValue.problem(field, value, rule, advice);
        problems.add("%s:%d: %s".formatted(file, line, problem));
    }
}
