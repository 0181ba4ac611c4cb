package dev.medley.traces;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The jobs of a cluster's log in order of submission, and what was left out, and why.
///
/// @param originS when the first job was submitted, on the clock of the file
/// @param leftOut how many jobs for each reason
public record JobLog(
        Path file, double originS, List<TraceJob> jobs, SortedMap<String, Integer> leftOut) {

    private static final double SECONDS_PER_DAY = 86_400;

    public JobLog {
        jobs = List.copyOf(jobs);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }

    /// A part of a log.
    ///
    /// @param fromS the earliest submission, on the clock of the file
    /// @param days how long from there on; may be infinite
    /// @param most jobs, the first of those
    public record Slice(double fromS, double days, int most) {
        /// From the first job on.
        public static final double FIRST = Double.NEGATIVE_INFINITY;

        public static final Slice ALL =
                new Slice(FIRST, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
    }

    /// Jobs of the file, played or not.
    public int read() {
        return jobs.size() + leftOut.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The part, its first job at 0; what is cut off is counted as left out.
    ///
    /// @throws TraceException if nothing remains
    public JobLog cut(Slice slice) {
        var fewer = new Collector(file, leftOut);
        double firstS = slice.fromS == Slice.FIRST ? originS : slice.fromS;
        double endS = firstS + slice.days * SECONDS_PER_DAY;
        int kept = 0;
        for (var job : jobs) {
            double atS = originS + job.submitS();
            if (atS < firstS) {
                fewer.leaveOut("submitted before the time chosen");
            } else if (atS >= endS) {
                fewer.leaveOut("submitted after the time chosen");
            } else if (kept == slice.most) {
                fewer.leaveOut("more jobs than were asked for");
            } else {
                fewer.add(atS, job);
                kept++;
            }
        }
        return fewer.log();
    }

    /// Gathers the jobs of a file.
    static final class Collector {
        private final Path file;
        private final SortedMap<String, Integer> leftOut;
        private final List<Submission> submissions = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();

        private record Submission(double atS, TraceJob job) {}

        Collector(Path file) {
            this(file, Collections.emptySortedMap());
        }

        private Collector(Path file, SortedMap<String, Integer> leftOut) {
            this.file = file;
            this.leftOut = new TreeMap<>(leftOut);
        }

        void leaveOut(String reason) {
            leftOut.merge(reason, 1, Integer::sum);
        }

        private void add(double atS, TraceJob job) {
            submissions.add(new Submission(atS, job));
        }

        /// One job, unless it did not run.
        ///
        /// @param atS on the clock of the file
        void job(String id, String tenant, double atS, double durationS, int devices) {
            if (durationS < 0) {
                leaveOut("ends before it starts");
            } else if (durationS == 0) {
                leaveOut("ran for no time");
            } else if (devices == 0) {
                leaveOut("had no device");
            } else if (!ids.add(id)) {
                leaveOut("has the id of an earlier job");
            } else {
                add(atS, new TraceJob(id, tenant, 0, durationS, devices));
            }
        }

        JobLog log() {
            if (submissions.isEmpty()) {
                throw new TraceException(
                        "%s: has no job to play%s; give one with jobs that ran, or choose another part of it"
                                .formatted(file, leftOut.isEmpty() ? "" : " (" + leftOut + ")"));
            }
            submissions.sort(Comparator.comparingDouble(Submission::atS));
            double originS = submissions.getFirst().atS;
            var jobs = new ArrayList<TraceJob>();
            for (var submission : submissions) {
                var job = submission.job;
                jobs.add(
                        new TraceJob(
                                job.id(),
                                job.tenant(),
                                submission.atS - originS,
                                job.durationS(),
                                job.devices()));
            }
            return new JobLog(file, originS, jobs, leftOut);
        }
    }
}
