package dev.medley.core.whatif;

import dev.medley.core.fit.Reason;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.InferenceService;

import java.util.List;

/// What could be saved on one service.
public sealed interface Savings {

    InferenceService service();

    /// It runs now, or could.
    ///
    /// @param pool where
    /// @param need devices as things are
    /// @param low fewest devices within the prediction's own 80 % band
    /// @param high most of them
    /// @param quality of what runs
    /// @param held devices it holds there by the plan that runs; 0 where no plan says that it runs
    /// @param deviceWorth reference-device equivalents of one device of the pool
    /// @param options most reference-device equivalents freed first; refusals last
    record Found(
            InferenceService service,
            Pool pool,
            Need need,
            int low,
            int high,
            double quality,
            int held,
            double deviceWorth,
            List<Option> options)
            implements Savings {

        public Found {
            options = List.copyOf(options);
        }
    }

    /// It runs nowhere as it is, so there is nothing to save.
    record Nowhere(InferenceService service, List<Reason> reasons) implements Savings {

        public Nowhere {
            reasons = List.copyOf(reasons);
        }
    }
}
