package dev.medley.core.fit.serving;

import dev.medley.core.fit.Shape;
import dev.medley.core.fit.TimeTerms;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Parts prefill and decode among devices of one chip, so that prompts do not hold answers up.
///
/// GOALS. For few and for many devices, the numbers of prefill and decode replicas that serve most
/// per device within the limits.
///
/// ALGORITHM. A replica prefills as many requests as its queue allows within the limit on time to
/// first token, of which moving the cache takes a part; a replica decodes the largest batch whose
/// step keeps the limit on time per token. For each pair of replicas, small whole numbers that
/// match the two rates. How prefill and decode are matched follows DistServe (OSDI 2024).
///
/// EXAMPLE. Eight devices prefill 12 requests/s, sixteen decode 9: three of the former and four of
/// the latter serve 36 requests/s on 88 devices.
final class Disaggregation {

    /// Most replicas of a kind in one shape; more are more shapes.
    private static final int MOST_REPLICAS = 4;

    /// Tokens that prompts are put together to, since shorter products waste the device.
    private static final double CHUNK_TOKENS = 2048;

    private final @Nullable Double ttftMs;
    private final int mostDevices;
    private final List<Prefilling> prefilling = new ArrayList<>();
    private final List<Decoding> decoding = new ArrayList<>();

    Disaggregation(@Nullable Double ttftMs, int mostDevices) {
        this.ttftMs = ttftMs;
        this.mostDevices = mostDevices;
    }

    /// A replica that only prefills.
    ///
    /// @param requestsPerSecond what it prefills within the limit
    /// @param ttftSeconds until the first token, without the decode step
    private record Prefilling(
            Setup setup, TimeTerms terms, double requestsPerSecond, double ttftSeconds) {}

    /// A replica that only decodes.
    private record Decoding(Setup setup, Prediction prediction, double requestsPerSecond) {}

    /// Replicas of both kinds, matched.
    ///
    /// @param prefillTerms where the time of prefill goes
    /// @param prefillUse share of the time that prefill replicas are busy
    /// @param prediction of a decode replica
    /// @param decodeUse the same of decode replicas
    record Matched(
            Setup prefill,
            int prefillReplicas,
            TimeTerms prefillTerms,
            double prefillUse,
            Setup decode,
            int decodeReplicas,
            Prediction prediction,
            double decodeUse,
            double requestsPerSecond,
            double ttftSeconds) {

        int devices() {
            return prefillDevices() + decodeDevices();
        }

        private int prefillDevices() {
            return prefillReplicas * prefill.devices();
        }

        private int decodeDevices() {
            return decodeReplicas * decode.devices();
        }

        /// Power at the plug.
        double watts(Device device) {
            return ServingPower.watts(device, prefillDevices(), prefillTerms, prefillUse)
                    + ServingPower.watts(device, decodeDevices(), prediction.terms(), decodeUse);
        }

        Shape.Split split() {
            return new Shape.Split(
                    prefillReplicas, prefill.devices(), decodeReplicas, decode.devices());
        }
    }

    /// Adds a replica that may do either.
    void offer(Replica replica) {
        var setup = replica.setup();
        var tpot = setup.tpotSeconds();
        double step = tpot == null ? Double.POSITIVE_INFINITY : replica.averageOf(tpot);
        var decode = replica.decodingWithin(step);
        if (decode.tpotSeconds() > step * 1.01) {
            return;
        }
        decoding.add(
                new Decoding(setup, decode, decode.requestsPerSecond() * WithinLimits.HEADROOM));
        var prefill = prefilling(setup, replica);
        if (prefill != null) {
            prefilling.add(prefill);
        }
    }

    private @Nullable Prefilling prefilling(Setup setup, Replica replica) {
        double each = Math.max(1, Math.floor(CHUNK_TOKENS / Math.max(1, setup.inputTokens())));
        double prompts = each * setup.promptsAtOnce();
        var terms = replica.prefill(prompts);
        double seconds = replica.prefillSeconds(prompts);
        double moved = replica.promptBytes() * setup.promptsAtOnce();
        double moving = moved / (setup.device().busBandwidth() * setup.devices());
        double rate = WithinLimits.HEADROOM * prompts / seconds;
        if (ttftMs != null) {
            double patience = (ttftMs / 1000 - moving) / seconds - 1;
            double queue = Math.max(0, patience) / WithinLimits.TAIL;
            rate = Math.min(rate, prompts / seconds * queue / (1 + queue));
        }
        if (!(rate > 0)) {
            return null;
        }
        double busy = rate * seconds / prompts;
        return new Prefilling(setup, terms, rate, seconds * (1 + busy / (1 - busy)) + moving);
    }

    /// All matched pairs that fit the pool.
    List<Matched> matched() {
        var all = new ArrayList<Matched>();
        for (var prefill : prefilling) {
            for (var decode : decoding) {
                for (int n = 1; n <= MOST_REPLICAS; n++) {
                    double wanted = n * decode.requestsPerSecond / prefill.requestsPerSecond;
                    add(all, prefill, (int) Math.ceil(wanted), decode, n);
                    add(all, prefill, (int) Math.floor(wanted), decode, n);
                }
            }
        }
        return all;
    }

    private void add(List<Matched> all, Prefilling prefill, int m, Decoding decode, int n) {
        if (m < 1 || m > MOST_REPLICAS) {
            return;
        }
        if (m * prefill.setup.devices() + n * decode.setup.devices() > mostDevices) {
            return;
        }
        double rate = Math.min(m * prefill.requestsPerSecond, n * decode.requestsPerSecond);
        all.add(
                new Matched(
                        prefill.setup,
                        m,
                        prefill.terms,
                        rate / (m * prefill.requestsPerSecond),
                        decode.setup,
                        n,
                        decode.prediction,
                        rate / (n * decode.requestsPerSecond),
                        rate,
                        prefill.ttftSeconds + decode.prediction.tpotSeconds()));
    }
}
