package dev.medley.core.fit.serving;

import dev.medley.core.fit.Memory;
import dev.medley.core.fit.TimeTerms;

/// What one setup gives under its load.
///
/// @param outputTokensPerSecond over all replicas
/// @param requestsPerSecond over all replicas
/// @param batch sequences in flight per replica
/// @param ttftSeconds from a request's admission to its first token
/// @param tpotSeconds between tokens of one answer, averaged
/// @param terms where the time of one iteration goes
/// @param missingBytes memory missing per device before it can run at all; 0 when it fits
public record Prediction(
        double outputTokensPerSecond,
        double requestsPerSecond,
        double batch,
        double ttftSeconds,
        double tpotSeconds,
        TimeTerms terms,
        Memory memory,
        double missingBytes) {

    public boolean fits() {
        return missingBytes <= 0;
    }
}
