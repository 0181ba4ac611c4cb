package dev.medley.core.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What readiness and effort are computed with. None of it was measured: the file that these
/// figures stand in says where each comes from, and anyone may set others.
///
/// @param shares readiness of a rule's things by what becomes of them, 0 to 1
/// @param blockedAtMost readiness is never above this while something is blocked
/// @param repeatLow effort grows with the n-th power of the number of places; for the low end
/// @param repeatHigh the same for the high end
/// @param daysPerWeek working days
/// @param efforts unit efforts by id, for the first place
/// @param reference a port of which something is known
/// @param texts the assumptions in words, for readers
public record Assumptions(
        Map<Portability, Double> shares,
        double blockedAtMost,
        double repeatLow,
        double repeatHigh,
        double daysPerWeek,
        Map<String, Days> efforts,
        Reference reference,
        List<String> texts) {

    /// A port whose least duration is known: the unit efforts are scaled so that the low end for
    /// these counts is that duration.
    ///
    /// @param counts places (or files) by rule id
    public record Reference(
            String target, double atLeastWeeks, Map<String, Integer> counts, String source) {
        public Reference {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
    }

    public Assumptions {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        efforts = Collections.unmodifiableMap(new LinkedHashMap<>(efforts));
        texts = List.copyOf(texts);
    }

    double share(Portability portability) {
        var share = shares.get(portability);
        if (share == null) {
            throw new IllegalStateException("No share is set for %s.".formatted(portability));
        }
        return share;
    }

    Days effort(String id) {
        var days = efforts.get(id);
        if (days == null) {
            throw new IllegalStateException("No unit effort is called '%s'.".formatted(id));
        }
        return days;
    }

    /// What so many places of one thing take together.
    Days repeated(Days unit, int places) {
        return new Days(
                unit.low() * StrictMath.pow(places, repeatLow),
                unit.high() * StrictMath.pow(places, repeatHigh));
    }
}
