package dev.medley.core.whatif;

import dev.medley.core.fit.Reason;

import java.util.List;

/// What came of a change.
public sealed interface Option {

    Change change();

    /// It runs.
    ///
    /// @param need devices afterwards
    /// @param low fewest devices afterwards within the 80 % band of the ratio
    /// @param high most of them
    /// @param equivalents reference-device equivalents freed; negative when more are taken
    /// @param equivalentsLow least of them within the band
    /// @param equivalentsHigh most of them
    record Tried(
            Change change,
            Verdict verdict,
            Need need,
            int low,
            int high,
            double equivalents,
            double equivalentsLow,
            double equivalentsHigh,
            String note)
            implements Option {}

    /// It does not run, or must not.
    record Refused(Change change, List<Reason> reasons) implements Option {

        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /// How sure a gain is.
    enum Verdict {
        /// Devices are freed over the whole band.
        FREES,
        /// Devices are freed by the prediction itself, but not over its whole band.
        LIKELY,
        /// The prediction frees nothing.
        NO_GAIN
    }
}
