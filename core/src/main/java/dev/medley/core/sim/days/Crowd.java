package dev.medley.core.sim.days;

import dev.medley.core.control.Amount;
import dev.medley.core.work.Work;

import java.util.Arrays;

/// How many works there were at each moment, and what a job would have done meanwhile with an
/// exclusive n-th of every pool, n being that number (Themis, NSDI 2020; Gavel, OSDI 2020).
final class Crowd {

    private long[] sinceMs = new long[1024];
    private int[] works = new int[1024];
    private int moments;
    private int now;

    void change(long atMs, int more) {
        now += more;
        if (moments > 0 && sinceMs[moments - 1] == atMs) {
            works[moments - 1] = now;
            return;
        }
        if (moments == sinceMs.length) {
            sinceMs = Arrays.copyOf(sinceMs, 2 * moments);
            works = Arrays.copyOf(works, 2 * moments);
        }
        sinceMs[moments] = atMs;
        works[moments++] = now;
    }

    /// Milliseconds from submission to the end of the imaginary run, the future being like the last
    /// moment; NaN for jobs that never end or that no pool can run.
    double exclusiveMs(Work work, Yardstick.Speed speed, long submittedMs) {
        double left = Amount.total(work);
        if (left == Amount.ENDLESS || !(speed.most() > 0)) {
            return Double.NaN;
        }
        int moment = Arrays.binarySearch(sinceMs, 0, moments, submittedMs);
        moment = moment < 0 ? Math.max(0, -moment - 2) : moment;
        double from = submittedMs;
        for (; moment < moments - 1; moment++) {
            double until = sinceMs[moment + 1];
            double rate = speed.ofShare(Math.max(1, works[moment])) / 1000;
            if (left <= rate * (until - from)) {
                return from + left / rate - submittedMs;
            }
            left -= rate * (until - from);
            from = until;
        }
        double rate = speed.ofShare(Math.max(1, works[moment])) / 1000;
        return from + left / rate - submittedMs;
    }
}
