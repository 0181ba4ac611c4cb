package dev.medley.traces;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The `cluster_job_log` of the Philly traces (Jeon et al., USENIX ATC 2019): a JSON array of jobs,
/// read one by one.
///
/// A job's duration is the sum of its attempts, whatever became of them; its devices are those of
/// the longest. Where a start or an end is not known the job is left out.
public final class PhillyTrace {

    private static final int MOST_PROBLEMS = 20;
    private static final String ANYBODY = "all";

    private final Path file;
    private final JobLog.Collector jobs;
    private final List<String> problems = new ArrayList<>();

    private PhillyTrace(Path file) {
        this.file = file;
        this.jobs = new JobLog.Collector(file);
    }

    /// Reads the log, gzipped or not.
    ///
    /// @throws TraceException with every problem, if there is any
    public static JobLog read(Path file) {
        var trace = new PhillyTrace(file);
        try (var bytes = TraceFile.open(file);
                var parser = JsonMapper.shared().createParser(bytes)) {
            trace.read(parser);
        } catch (NoSuchFileException missing) {
            throw new TraceException("%s: no such file; give a cluster_job_log".formatted(file));
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            throw new TraceException(
                    "%s:%d: is not JSON: %s; give the cluster_job_log of the Philly traces"
                            .formatted(
                                    file,
                                    at == null ? 1 : at.getLineNr(),
                                    broken.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException unreadable) {
            throw new TraceException(
                    "%s: cannot be read: %s; give it as JSON, or gzip that"
                            .formatted(file, TraceFile.cause(unreadable)));
        }
        if (!trace.problems.isEmpty()) {
            throw new TraceException(trace.problems);
        }
        return trace.jobs.log();
    }

    private void read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new TraceException(
                    "%s:1: must be a JSON array of jobs; give the cluster_job_log of the Philly traces"
                            .formatted(file));
        }
        while (parser.nextToken() != JsonToken.END_ARRAY && problems.size() < MOST_PROBLEMS) {
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode job = parser.readValueAsTree();
            if (job.isObject()) {
                new Entry(line, job).read();
            } else {
                wrong(line, "job", job, "must be an object", "write {\"jobid\": ...}");
            }
        }
    }

    private void wrong(int line, String field, JsonNode value, String rule, String advice) {
        var text = value.isString() ? value.asString() : value.toString();
        var problem = BadValue.problem(field, text, rule, advice);
        problems.add("%s:%d: %s".formatted(file, line, problem));
    }

    /// One job.
    private final class Entry {
        private final int line;
        private final JsonNode job;
        private final int problemsBefore = problems.size();

        Entry(int line, JsonNode job) {
            this.line = line;
            this.job = job;
        }

        void read() {
            var id = job.path("jobid");
            if (!id.isString() || id.asString().isEmpty()) {
                wrong(line, "jobid", id, "must be a text", "give every job a name");
            }
            double submittedS = time("submitted_time", job.path("submitted_time"));
            var attempts = job.path("attempts");
            if (!attempts.isArray()) {
                wrong(line, "attempts", attempts, "must be an array", "write [] for none");
            }
            double totalS = 0;
            double longestS = 0;
            int devices = 0;
            for (int i = 0; i < attempts.size(); i++) {
                var attempt = attempts.path(i);
                var name = "attempts[" + i + "]";
                double startS = time(name + ".start_time", attempt.path("start_time"));
                double seconds = time(name + ".end_time", attempt.path("end_time")) - startS;
                int held = devices(name, attempt.path("detail"));
                if (seconds >= longestS) {
                    longestS = seconds;
                    devices = held;
                }
                totalS += seconds;
            }
            if (problems.size() > problemsBefore) {
                return;
            }
            if (Double.isNaN(submittedS)) {
                jobs.leaveOut("time of submission not known");
            } else if (attempts.isEmpty()) {
                jobs.leaveOut("never started");
            } else if (Double.isNaN(totalS)) {
                jobs.leaveOut("start or end not known, or still running");
            } else {
                var tenant = job.path("vc");
                jobs.job(
                        id.asString(),
                        tenant.isString() ? tenant.asString() : ANYBODY,
                        submittedS,
                        totalS,
                        devices);
            }
        }

        /// Seconds, or NaN where the time is not known.
        private double time(String field, JsonNode value) {
            if (value.isMissingNode() || value.isNull()) {
                return Double.NaN;
            }
            if (value.isString() && TraceTime.unknown(value.asString())) {
                return Double.NaN;
            }
            var seconds = TraceTime.seconds(value.isString() ? value.asString() : value.toString());
            if (seconds.isEmpty()) {
                wrong(line, field, value, TraceTime.RULE, "write None if it is not known");
            }
            return seconds.orElse(Double.NaN);
        }

        private int devices(String attempt, JsonNode detail) {
            int devices = 0;
            for (int i = 0; i < detail.size(); i++) {
                var gpus = detail.path(i).path("gpus");
                if (!gpus.isArray()) {
                    wrong(
                            line,
                            attempt + ".detail[" + i + "].gpus",
                            gpus,
                            "must be an array",
                            "write the GPUs of the server, or []");
                }
                devices += gpus.size();
            }
            return devices;
        }
    }
}
