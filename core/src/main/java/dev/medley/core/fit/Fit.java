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
    record Fits(String work, String chip, List<ShapeFit> shapes) implements Fit {
        public Fits {
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
