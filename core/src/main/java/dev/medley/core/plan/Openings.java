package dev.medley.core.plan;

import dev.medley.core.fleet.Needs;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Terms;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/// What of their claims works bid for where gangs were refused: what runs already, and what may
/// find room. Worked out once for all works of a round that bid the same.
final class Openings {

    private final List<Pool> pools;

    /// Of each sheet; those that differ in room or needs follow the latest.
    private final IdentityHashMap<BidSheet, Opening> openings = new IdentityHashMap<>();

    Openings(List<Pool> pools) {
        this.pools = pools;
    }

    /// The bids of a sheet that find no room.
    private static final class Opening {
        private final Room room;
        private final @Nullable Needs needs;
        private final @Nullable Long limit;
        private final @Nullable Opening next;
        private final boolean[] closed;

        /// Whether a bid finds no room only because of others.
        private final boolean[] crowded;

        private boolean any;
        private final List<Left> left = new ArrayList<>();

        Opening(Room room, Terms terms, int bids, @Nullable Opening next) {
            this.room = room;
            this.needs = terms.needs();
            this.limit = terms.launch().memoryBytes();
            this.next = next;
            this.closed = new boolean[bids];
            this.crowded = new boolean[bids];
        }

        boolean isFor(Room other, Terms terms) {
            return Objects.equals(room, other) // quick where it is the same object
                    && Objects.equals(needs, terms.needs())
                    && Objects.equals(limit, terms.launch().memoryBytes());
        }
    }

    /// What is left of a claim.
    ///
    /// @param kept per lot, the closed bid that runs, or -1
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and nobody writes to them.
    private record Left(int[] kept, Claim claim) {}

    private Opening of(Claim all, Room room) {
        var sheet = all.sheet();
        var terms = all.work().terms();
        var latest = openings.get(sheet);
        var opening = latest;
        while (opening != null && !opening.isFor(room, terms)) {
            opening = opening.next;
        }
        if (opening == null) {
            opening = new Opening(room, terms, sheet.pool().length, latest);
            look(all, opening);
            openings.put(sheet, opening);
        }
        return opening;
    }

    private void look(Claim all, Opening opening) {
        var terms = all.work().terms();
        int bid = 0;
        for (var lot : all.lots()) {
            for (var candidate : lot) {
                int devices = candidate.shape().shape().devices();
                if (!opening.room.has(pools, candidate.pool(), terms, devices)) {
                    opening.any = true;
                    opening.closed[bid] = true;
                    opening.crowded[bid] =
                            opening.room.everHas(pools, candidate.pool(), terms, devices);
                }
                bid++;
            }
        }
    }

    /// What the claim comes to in this room.
    Claim open(Claim all, Room room, List<Incumbents.Run> runs) {
        if (room.refused().isEmpty()) {
            return all;
        }
        var opening = of(all, room);
        if (!opening.any) {
            return all;
        }
        int[] kept = all.running(pools, runs).clone();
        for (int l = 0; l < kept.length; l++) {
            boolean stays = kept[l] >= 0 && opening.closed[all.sheet().first()[l] + kept[l]];
            kept[l] = stays ? kept[l] : -1;
        }
        for (var left : opening.left) {
            if (Arrays.equals(left.kept, kept)) {
                return left.claim.by(all.work());
            }
        }
        var claim = new Claim(all.work(), lots(all, opening, kept));
        opening.left.add(new Left(kept, claim));
        return claim;
    }

    private static List<List<Candidate>> lots(Claim all, Opening opening, int[] kept) {
        var lots = new ArrayList<List<Candidate>>();
        for (int l = 0; l < kept.length; l++) {
            var lot = all.lots().get(l);
            int first = all.sheet().first()[l];
            var open = new ArrayList<Candidate>();
            for (int i = 0; i < lot.size(); i++) {
                if (i == kept[l] || !opening.closed[first + i]) {
                    open.add(lot.get(i));
                }
            }
            if (!open.isEmpty()) {
                lots.add(open);
            }
        }
        return lots;
    }

    /// Whether it is one of the lot's: the very same object.
    @SuppressWarnings("ReferenceEquality")
    private static boolean holds(List<Candidate> lot, Candidate candidate) {
        for (var one : lot) {
            if (one == candidate) {
                return true;
            }
        }
        return false;
    }

    /// Raises prices to what those would pay that got nothing and may not even bid, because there
    /// is no room: a pool that turns work away is not free.
    ///
    /// @param taken of the claim, in the order of its lots
    void turnedAway(Claim all, Room room, double weight, List<Candidate> taken, double[] wouldPay) {
        var opening = of(all, room);
        int next = 0;
        for (int l = 0; opening.any && l < all.lots().size(); l++) {
            var lot = all.lots().get(l);
            if (next < taken.size() && holds(lot, taken.get(next))) {
                next++;
                continue;
            }
            int first = all.sheet().first()[l];
            for (int i = 0; i < lot.size(); i++) {
                if (opening.crowded[first + i]) {
                    var candidate = lot.get(i);
                    double pays = weight * candidate.valuePerDevice();
                    wouldPay[candidate.pool()] = Math.max(wouldPay[candidate.pool()], pays);
                }
            }
        }
    }
}
