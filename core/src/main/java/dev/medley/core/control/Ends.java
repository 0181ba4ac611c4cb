package dev.medley.core.control;

/// When runs give their devices back, as far as can be foreseen.
final class Ends {

    /// What is expected of a run that should have ended already.
    private static final long OVERDUE_MS = 60_000;

    private Ends() {}

    /// Amount that a run has done by now, by its predicted rate since it was last heard of.
    static double done(Run run, long at) {
        boolean runs = run.phase == Run.Phase.RUNNING;
        return run.done + (runs ? run.fit.rate() * Math.max(0, at - run.heardMs) / 1000.0 : 0);
    }

    /// Milliseconds on the driver's clock, or [Reservation#UNKNOWN].
    static long of(Run run, long at) {
        return end(run, at, run.fit.rate());
    }

    /// If it is as fast as its band allows.
    static long earliest(Run run, long at) {
        return end(run, at, run.fit.band().high());
    }

    /// If it is as slow.
    static long latest(Run run, long at) {
        return end(run, at, run.fit.band().low());
    }

    private static long end(Run run, long at, double rate) {
        var job = run.job;
        if (!run.goesOn()) {
            return Math.max(at + OVERDUE_MS, run.heardMs + job.care.graceMs());
        }
        long rest = Amount.restMs(job.work, done(run, at), rate);
        if (rest == Reservation.UNKNOWN) {
            return rest;
        }
        long start = run.phase == Run.Phase.STARTING ? job.care.restartMs() : 0;
        return at + Math.max(OVERDUE_MS, start + rest);
    }
}
