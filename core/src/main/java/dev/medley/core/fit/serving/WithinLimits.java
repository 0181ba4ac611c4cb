package dev.medley.core.fit.serving;

import dev.medley.core.fit.Reason;

import org.jspecify.annotations.Nullable;

/// How much load one replica takes while its answers keep their limits.
///
/// A batch is made as large as the limit on time per token allows on average; arrivals then wait
/// for the running iteration, for prompts before them, and for their own prefill. Prompts queue
/// like customers of one server that is busy rho of its time, so the slow ones wait about [#TAIL]
/// rho / (1 - rho) prefills.
sealed interface WithinLimits {

    /// It serves so much.
    ///
    /// @param utilisation share of the replica's best rate that the load takes
    record Met(
            Prediction prediction, double requestsPerSecond, double ttftSeconds, double utilisation)
            implements WithinLimits {}

    /// Even a single request at a time is too slow.
    record Missed(String what, double bestSeconds, double limitSeconds) implements WithinLimits {

        double overBy() {
            return bestSeconds / limitSeconds;
        }

        Reason reason() {
            return new Reason(
                    "latency-unreachable",
                    "its limit on %s is %.0f ms; the best shape reaches %.0f ms"
                            .formatted(what, limitSeconds * 1000, bestSeconds * 1000));
        }
    }

    /// Another is known to serve more; how much this one would was not worked out.
    record Beaten() implements WithinLimits {}

    /// How much longer than the average the slow ones wait in a queue.
    double TAIL = 1.5;

    /// Load that leaves room for bursts, as a share of the rate at the limit.
    double HEADROOM = 0.95;

    /// Share of the limit on time to first token that an average iteration may take.
    double ITERATION_SHARE = 0.5;

    /// What a replica serves within the limits, if that is more than another already does.
    ///
    /// @param beaten requests per second that it would have to exceed
    static WithinLimits of(Replica replica, @Nullable Double ttftMs, double beaten) {
        var tpot = replica.setup().tpotSeconds();
        double perToken = tpot == null ? Double.POSITIVE_INFINITY : replica.averageOf(tpot);
        double prefill = replica.prefillSeconds();
        double ttft = ttftMs == null ? Double.POSITIVE_INFINITY : ttftMs / 1000;
        double step = Math.min(perToken, ITERATION_SHARE * (ttft - prefill));
        if (beaten > 0 && step > 0 && replica.servesLessThan(beaten / HEADROOM, step)) {
            return new Beaten();
        }
        double least = replica.decodeSeconds(1);
        if (tpot != null && least > perToken) {
            return new Missed("time per token", least / (perToken / tpot), tpot);
        }
        double alone = prefill + least;
        if (alone >= ttft) {
            return new Missed("time to first token", alone, ttft);
        }
        var prediction = Double.isInfinite(step) ? replica.predict() : replica.within(step);
        double most = prediction.requestsPerSecond();
        double rate = Double.isInfinite(step) ? most : most * HEADROOM;
        if (!Double.isInfinite(ttft)) {
            double patience = (ttft - prediction.tpotSeconds()) / prefill - 1;
            double queue = Math.max(0, patience) / TAIL;
            rate = Math.min(rate, queue / (1 + queue) / prefill);
        }
        if (!(rate > 0)) {
            return new Missed("time to first token", alone + prediction.tpotSeconds(), ttft);
        }
        double busy = Math.min(0.99, rate * prefill);
        double waiting = Double.isInfinite(step) ? 0 : prefill * busy / (1 - busy);
        return new Met(
                prediction,
                rate,
                prediction.tpotSeconds() + prefill + waiting,
                Math.min(1, rate / most));
    }
}
