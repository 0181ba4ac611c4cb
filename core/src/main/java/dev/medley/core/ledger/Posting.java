package dev.medley.core.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is to be written into the books at once.
///
/// @param id unique in the books, so that nothing is written twice
/// @param at when it happened
/// @param memo what it is, for people
/// @param legs what each account gets, in each commodity; they sum to nothing
public record Posting(String id, Instant at, String memo, List<Leg> legs) {

    /// What one account gets.
    ///
    /// @param amount in the commodity's smallest units, negative where it gives
    public record Leg(Account account, Commodity commodity, long amount) {}

    public Posting {
        legs = List.copyOf(legs);
    }

    /// Collects legs two by two.
    public static final class Draft {
        private final List<Leg> legs = new ArrayList<>();

        /// An amount that goes from one account to another; none where it is 0.
        public Draft move(Account from, Account to, Commodity commodity, long amount) {
            if (amount != 0) {
                legs.add(new Leg(from, commodity, -amount));
                legs.add(new Leg(to, commodity, amount));
            }
            return this;
        }

        public boolean isEmpty() {
            return legs.isEmpty();
        }

        public Posting posting(String id, Instant at, String memo) {
            return new Posting(id, at, memo, legs);
        }
    }
}
