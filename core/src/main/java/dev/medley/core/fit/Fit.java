package dev.medley.core.fit;

import java.util.List;

/// What one work gets from one chip.
public sealed interface Fit {

    String work();

    String chip();

    /// It runs.
    ///
    /// @param shapes efficient shapes only: none gives less rate on as many devices as another;
    ///   ascending by devices, never empty
    /// @param assumptions figures of the chip that nobody published, and what stands in for them
    record Fits(String work, String chip, List<ShapeFit> shapes, List<String> assumptions)
            implements Fit {

        /// A fit that rests on published figures only.
        public Fits(String work, String chip, List<ShapeFit> shapes) {
            this(work, chip, shapes, List.of());
        }

        public Fits {
            assumptions = List.copyOf(assumptions);
            shapes = List.copyOf(shapes);
            if (shapes.isEmpty()) {
                throw new IllegalArgumentException("a fit without shapes is a refusal");
            }
        }
    }

    /// It does not run.
    ///
    /// @param reasons every reason, never empty: a refusal explains itself
    record Rejected(String work, String chip, List<Reason> reasons) implements Fit {
        public Rejected {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal must explain itself");
            }
        }
    }
}
