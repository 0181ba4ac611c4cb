package dev.medley.traces;

import java.nio.file.Path;
import java.util.List;

/// A log of jobs as CSV with named columns, as the traces of Helios, Acme and Alibaba are. Columns
/// may come in any order and under any of the names below; others do not count.
public final class JobCsv {

    private static final List<String> ID = List.of("job_id", "jobid", "job_name", "id", "name");
    private static final List<String> TENANT =
            List.of("vc", "tenant", "organization", "group", "user");
    private static final List<String> SUBMITTED =
            List.of(
                    "submit_time",
                    "submitted_time",
                    "submission_time",
                    "arrival_time",
                    "creation_time");
    private static final List<String> DURATION =
            List.of("duration", "duration_s", "run_time", "runtime");
    private static final List<String> STARTED = List.of("start_time", "scheduled_time");
    private static final List<String> ENDED = List.of("end_time", "finish_time", "deletion_time");
    private static final List<String> DEVICES =
            List.of("gpu_num", "num_gpu", "num_gpus", "gpus", "gpu_request", "devices");
    private static final String PER_WORKER = "gpu_request";
    private static final String WORKERS = "worker_num";

    private static final double MOST_SECONDS = 1e9;
    private static final int MOST_DEVICES = 1_000_000;
    private static final String ANYBODY = "all";

    private final Path file;
    private final JobLog.Collector jobs;

    private JobCsv(Path file) {
        this.file = file;
        this.jobs = new JobLog.Collector(file);
    }

    /// Reads the log, gzipped or not.
    ///
    /// @throws TraceException with every problem, if there is any
    public static JobLog read(Path file) {
        var log = new JobCsv(file);
        CsvTable.read(file, List.of(), log::job);
        return log.jobs.log();
    }

    private void job(CsvTable.Row row) {
        var id = row.first(ID);
        double submittedS = time(row, needed(row, SUBMITTED, "the time of submission"));
        double durationS = duration(row);
        int devices = devices(row);
        if (!row.good()) {
            return;
        }
        if (Double.isNaN(submittedS)) {
            jobs.leaveOut("time of submission not known");
        } else if (Double.isNaN(durationS)) {
            jobs.leaveOut("start or end not known, or still running");
        } else {
            var name = id.isEmpty() ? "" : row.text(id);
            var tenant = row.first(TENANT);
            var owner = tenant.isEmpty() ? "" : row.text(tenant);
            jobs.job(
                    name.isEmpty() ? "line-" + row.line() : name,
                    owner.isEmpty() ? ANYBODY : owner,
                    submittedS,
                    durationS,
                    devices);
        }
    }

    private String needed(CsvTable.Row row, List<String> names, String what) {
        var column = row.first(names);
        if (column.isEmpty()) {
            throw new TraceException(
                    "%s:1: no column tells %s; name one of them %s"
                            .formatted(file, what, String.join(", ", names)));
        }
        return column;
    }

    private double duration(CsvTable.Row row) {
        var column = row.first(DURATION);
        if (column.isEmpty()) {
            var start = row.first(STARTED);
            if (start.isEmpty() || row.first(ENDED).isEmpty()) {
                needed(row, DURATION, "how long a job ran, nor when it started and ended");
            }
            return time(row, row.first(ENDED)) - time(row, start);
        }
        return TraceTime.unknown(row.text(column))
                ? Double.NaN
                : row.decimal(column, -MOST_SECONDS, MOST_SECONDS);
    }

    /// Parts of a device count as a whole one.
    private int devices(CsvTable.Row row) {
        var column = needed(row, DEVICES, "how many GPUs a job had");
        if (TraceTime.unknown(row.text(column))) {
            return 0;
        }
        double devices = Math.ceil(row.decimal(column, 0, MOST_DEVICES));
        if (column.equals(PER_WORKER) && !row.text(WORKERS).isEmpty()) {
            devices *= row.number(WORKERS, 0, MOST_DEVICES);
        }
        return (int) Math.min(devices, MOST_DEVICES);
    }

    /// Seconds, or NaN where the time is not known.
    private static double time(CsvTable.Row row, String column) {
        var text = row.text(column);
        if (TraceTime.unknown(text)) {
            return Double.NaN;
        }
        var seconds = TraceTime.seconds(text);
        if (seconds.isEmpty()) {
            row.wrong(column, text, TraceTime.RULE, "leave it empty if it is not known");
        }
        return seconds.orElse(Double.NaN);
    }
}
