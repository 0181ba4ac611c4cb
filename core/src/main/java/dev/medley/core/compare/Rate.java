package dev.medley.core.compare;

import dev.medley.core.fit.Band;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.ShapeFit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a subject gives for a load in one phase.
public sealed interface Rate {

    Load.Phase phase();

    /// What a rate is divided by before it is compared.
    enum Per {
        WHOLE("in all"),
        DEVICE("per device"),
        WATT("per watt"),
        MILLION_USD("per million USD"),
        MONEY("per unit of money");

        private final String title;

        Per(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /// The rate so divided, or null when what it is divided by is unknown.
        public @Nullable Double of(Predicted rate) {
            return switch (this) {
                case WHOLE -> Double.valueOf(rate.rate);
                case DEVICE -> Double.valueOf(rate.perDevice);
                case WATT -> Double.valueOf(rate.perWatt);
                case MILLION_USD -> rate.perMillionUsd;
                case MONEY -> rate.perMoney;
            };
        }
    }

    /// It runs.
    ///
    /// @param rate of the whole subject, in units of the phase per second; a chip's is that of one
    ///   package as part of the shape
    /// @param shape the shape that gives most on all devices together
    /// @param copies how many of it the subject holds; 0 when a chip's package is a part of one
    /// @param perDevice rate over devices of the subject, idle ones included
    /// @param perWatt rate over power
    /// @param powerBasis what that power is
    /// @param perMillionUsd rate per million USD of the middle price, or null when it is unknown
    /// @param perMoney rate times 3,600 over money per hour, or null for what is not rented
    /// @param assumptions figures of the chip that nobody published, and what stands in
    record Predicted(
            Load.Phase phase,
            double rate,
            Band band,
            ShapeFit shape,
            int copies,
            double perDevice,
            double watts,
            double perWatt,
            String powerBasis,
            @Nullable Double perMillionUsd,
            @Nullable Double perMoney,
            List<String> assumptions)
            implements Rate {

        public Predicted {
            assumptions = List.copyOf(assumptions);
        }
    }

    /// It does not run, or too little is known to say.
    record None(Load.Phase phase, List<Reason> reasons) implements Rate {

        public None {
            reasons = List.copyOf(reasons);
        }
    }
}
