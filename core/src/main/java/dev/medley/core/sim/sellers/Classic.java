package dev.medley.core.sim.sellers;

import dev.medley.core.control.Seller;
import dev.medley.core.fit.Essence;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Claim;
import dev.medley.core.plan.FixedSplit;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Policies that take works one after another and ask no linear programme.
public final class Classic {

    private Classic() {}

    /// First come, first served, whatever the chip: nobody is stopped, and whoever is next takes
    /// the pool with most idle devices. Whoever finds no room is passed over until there is some.
    public static Function<Rounds, Seller> fifo(List<Pool> pools) {
        return rounds ->
                round -> {
                    var handout = new Handout(pools, rounds, round);
                    inOrder(handout, emptiest(handout));
                    return handout.sold();
                };
    }

    /// In order of arrival, everybody takes the fastest chip that has room and stays there.
    public static Function<Rounds, Seller> fastestFirst(List<Pool> pools) {
        return rounds ->
                round -> {
                    var handout = new Handout(pools, rounds, round);
                    inOrder(handout, Classic::speed);
                    return handout.sold();
                };
    }

    /// Pools with the highest peaks train, the others serve, as these works want; there, in order
    /// of arrival, everybody takes the fastest chip that has room and stays. Work that could never
    /// run at home runs where it can.
    ///
    /// @param works known from the start
    public static Function<Rounds, Seller> staticSplit(List<Pool> pools, List<Work> works) {
        return rounds -> {
            var asPredicted = Collections.nCopies(pools.size(), 1.0);
            var claims = new ArrayList<Claim>();
            for (var work : works) {
                claims.add(rounds.claim(work, new Rounds.Kind(Essence.of(work), asPredicted), 0));
            }
            var split = FixedSplit.of(claims, pools);
            return round -> {
                var handout = new Handout(pools, rounds, round);
                handout.stayHome(split);
                inOrder(handout, Classic::speed);
                return handout.sold();
            };
        };
    }

    /// Least attained service first, whatever the chip: whoever held the fewest device-hours runs,
    /// in the pool where it ran, or else in the one with most idle devices. Services, which never
    /// end, keep what they have.
    public static Function<Rounds, Seller> leastAttained(List<Pool> pools) {
        return rounds ->
                round -> {
                    var handout = new Handout(pools, rounds, round);
                    long[] attained = new long[round.bidders().size()];
                    Arrays.setAll(attained, i -> round.past().apply(i).attainedMs());
                    var order = handout.sorted(Comparator.comparingLong(i -> attained[i]));
                    for (int i : order) {
                        if (handout.isService(i)) {
                            handout.serve(i, emptiest(handout));
                        } else if (!handout.seat(i, handout.poolOf(i))) {
                            handout.seatBest(i, emptiest(handout));
                        }
                    }
                    return handout.sold();
                };
    }

    /// Everybody keeps what it has; then those that wait are served in order of arrival.
    private static void inOrder(Handout handout, ToDoubleFunction<Candidate> rank) {
        var order = handout.arrivals();
        for (int i : order) {
            if (!handout.isService(i) && handout.runs(i)) {
                handout.seat(i, handout.poolOf(i));
            }
        }
        var waiting = new ArrayList<Integer>();
        for (int i : order) {
            if (handout.isService(i) && handout.runs(i)) {
                handout.serve(i, rank);
            } else if (!handout.has(i)) {
                waiting.add(i);
            }
        }
        for (int i : waiting) {
            if (handout.isService(i)) {
                handout.serve(i, rank);
            } else {
                handout.seatBest(i, rank);
            }
        }
    }

    static ToDoubleFunction<Candidate> emptiest(Handout handout) {
        return candidate -> handout.left(candidate.pool());
    }

    /// Work per second and device of the chip.
    static double speed(Candidate candidate) {
        return candidate.shape().rate() / candidate.shape().shape().devices();
    }
}
