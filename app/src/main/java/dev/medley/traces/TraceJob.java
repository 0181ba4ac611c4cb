package dev.medley.traces;

/// A job as the log of a cluster tells it: who, when, how long, on how many devices. What it ran is
/// not in such logs.
///
/// @param tenant the virtual cluster, organisation or user it belongs to
/// @param submitS seconds after the first job of its log
/// @param durationS seconds that it ran, on the devices that it had
public record TraceJob(String id, String tenant, double submitS, double durationS, int devices) {

    public TraceJob {
        if (!(submitS >= 0) || !(durationS > 0) || devices < 1 || Double.isInfinite(durationS)) {
            throw new IllegalArgumentException(
                    """
                    Job '%s' (submitS %s, durationS %s, devices %d) must start at 0 or later and \
                    run for some time on some device.
                    Leave out jobs that did not run.\
                    """
                            .formatted(id, submitS, durationS, devices));
        }
    }
}
