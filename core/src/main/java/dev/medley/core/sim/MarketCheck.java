package dev.medley.core.sim;

import dev.medley.core.control.Decision;
import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.fit.Fitting;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Claim;
import dev.medley.core.plan.HostStock;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Market rounds, worked out again from what was bid and what was for sale.
///
/// - Nobody gets what it did not bid for, and no tenant more than it may pay for.
/// - No class buys what is for sale to others only: lower classes' floors are kept.
/// - The bound holds: for what was achieved, added up here, and for what a simple plan of our own
///   would achieve with the same bids, supply and floors.
/// - Nothing is seated that was not sold.
final class MarketCheck {

    private final Setup setup;

    /// Claims of our own making: what the controller remembers is not trusted.
    private final Rounds rounds;

    MarketCheck(Setup setup, Fitting fitting) {
        this.setup = setup;
        this.rounds =
                new Rounds(
                        setup.pools(),
                        setup.reference(),
                        setup.standardModel(),
                        setup.goals(),
                        setup.ruleChanges(),
                        fitting);
    }

    void check(MarketRound round, Event.Priced priced) {
        var claims = new ArrayList<Claim>();
        for (var bidder : round.bidders()) {
            claims.add(rounds.claim(bidder, priced.atMs()));
        }
        for (int i = 0; i < claims.size(); i++) {
            bidFor(claims.get(i), round.sold().taken().get(i));
        }
        var purses = new Purses(round.purses());
        var hosts = HostStock.of(setup.pools(), round.hosts());
        var floors = new Floors(setup, round, claims);
        var achieved = new Tally(setup);
        var simple = new Tally(setup);
        for (var priority : floors.classes()) {
            long[] offered = floors.offered(priority);
            var counted = purses.asMarketsCount();
            var spare = new SimplePlan.Left(offered.clone(), counted, hosts.copy());
            SimplePlan.add(round, claims, priority, spare, simple);
            for (int i = 0; i < claims.size(); i++) {
                if (claims.get(i).work().terms().priority() == priority) {
                    var bidder = round.bidders().get(i);
                    for (var candidate : round.sold().taken().get(i)) {
                        offered[candidate.pool()] -= candidate.devices();
                        purses.take(bidder.work().terms().tenant(), candidate);
                        takeHosts(bidder, candidate, hosts);
                        boolean runs = bidder.runs().stream().anyMatch(run -> is(run, candidate));
                        achieved.add(bidder, candidate, runs ? bidder.stay() : 0);
                    }
                }
            }
            floors.check(priority, offered);
            floors.sold(priority);
        }
        bound(priced, achieved, simple);
    }

    /// No pool sells more CPU and memory than its nodes have left, all together.
    private void takeHosts(Rounds.Bidder bidder, Candidate candidate, HostStock hosts) {
        var terms = bidder.work().terms();
        Violation.unless(
                hosts.covers(terms, candidate),
                "Work '%s' was sold more CPU or memory than is left on %s.",
                terms.name(),
                setup.pools().get(candidate.pool()).id());
        hosts.take(terms, candidate);
    }

    private boolean is(Incumbents.Run run, Candidate candidate) {
        return run.place().equals(candidate.place(setup.pools()));
    }

    /// What was taken is at most one candidate of each lot, in the order of the lots.
    private static void bidFor(Claim claim, List<Candidate> taken) {
        int found = 0;
        for (var lot : claim.lots()) {
            if (found < taken.size() && has(lot, taken.get(found))) {
                found++;
            }
        }
        Violation.unless(
                found == taken.size(),
                "Work '%s' was sold what it did not bid for: %s.",
                claim.work().name(),
                taken);
    }

    private static boolean has(List<Candidate> lot, Candidate taken) {
        for (var candidate : lot) {
            if (candidate.pool() == taken.pool()
                    && candidate.replicas() == taken.replicas()
                    && candidate.value() == taken.value()
                    && candidate.shape().shape().equals(taken.shape().shape())) {
                return true;
            }
        }
        return false;
    }

    private void bound(Event.Priced priced, Tally achieved, Tally simple) {
        double objective = priced.objective();
        double bound = priced.bound();
        double alpha = setup.goals().alpha();
        double slack = 1e-6 * (1 + Math.abs(objective) + Math.abs(bound));
        Violation.unless(
                bound >= objective - slack,
                "The bound %s is below the objective %s.",
                bound,
                objective);
        if (alpha == 0) {
            Violation.unless(
                    objective >= achieved.least() - slack && objective <= achieved.most() + slack,
                    "The round says it achieved %s; what it sold adds up to %s to %s.",
                    objective,
                    achieved.least(),
                    achieved.most());
            Violation.unless(
                    bound >= achieved.least() - slack,
                    "The bound %s is below the %s that were achieved.",
                    bound,
                    achieved.least());
            Violation.unless(
                    bound >= simple.least() - slack,
                    "The bound %s is below the %s of a simple plan.",
                    bound,
                    simple.least());
        } else if (alpha == 1 && Double.isFinite(objective)) {
            // Utilities are known but for a constant that both share.
            double better = simple.least() - achieved.most();
            Violation.unless(
                    !(better > bound - objective + slack),
                    "A simple plan is better by %s than one said to be within %s of the best.",
                    better,
                    bound - objective);
        }
    }

    /// Of a work that was given seats no more replicas are in that place than were sold to it.
    ///
    /// @param after the state with the decision applied
    void seated(MarketRound round, Decision decision, State after) {
        var placed = new TreeSet<String>();
        for (var event : decision.events()) {
            if (event instanceof Event.RunPlaced e) {
                placed.add(e.work());
            }
        }
        for (int i = 0; i < round.bidders().size(); i++) {
            var work = round.bidders().get(i).work().name();
            if (placed.remove(work)) {
                seated(work, round.sold().taken().get(i), decision, after);
            }
        }
        Violation.unless(placed.isEmpty(), "%s did not bid and got seats.", placed);
    }

    private void seated(String work, List<Candidate> taken, Decision decision, State after) {
        for (var event : decision.events()) {
            if (event instanceof Event.RunPlaced e && e.work().equals(work)) {
                var pool = setup.pools().get(e.pool()).id();
                var place = Incumbents.Place.of(pool, e.fit().shape());
                long sold = 0;
                for (var candidate : taken) {
                    sold += candidate.place(setup.pools()).equals(place) ? candidate.replicas() : 0;
                }
                long sits = 0;
                for (var run : after.runs().values()) {
                    var other = setup.pools().get(run.pool()).id();
                    boolean there = Incumbents.Place.of(other, run.fit().shape()).equals(place);
                    sits += run.work().equals(work) && run.goesOn() && there ? 1 : 0;
                }
                Violation.unless(
                        sits <= sold,
                        "Work '%s' bought %s replicas in %s and sits on %s.",
                        work,
                        sold,
                        place,
                        sits);
            }
        }
    }

    /// Value in equivalents, or utility where tenants share.
    static final class Tally {
        private static final double UNITS = 1000;
        private final Setup setup;
        private final TreeMap<Priority, TreeMap<String, long[]>> byClass = new TreeMap<>();

        Tally(Setup setup) {
            this.setup = setup;
        }

        /// Whoever bids in a class has a utility there, even if it gets nothing.
        long[] bids(Priority priority, String tenant) {
            return byClass.computeIfAbsent(priority, _ -> new TreeMap<>())
                    .computeIfAbsent(tenant, _ -> new long[2]);
        }

        /// @param stay share by which the bid may have been raised
        void add(Rounds.Bidder bidder, Candidate candidate, double stay) {
            var terms = bidder.work().terms();
            var sum = bids(terms.priority(), terms.tenant());
            sum[0] += units(candidate.value() * bidder.weight());
            sum[1] += units(candidate.value() * bidder.weight() * (1 + stay));
        }

        static long units(double value) {
            return Math.max(1, Math.round(value * UNITS));
        }

        double least() {
            return total(0);
        }

        double most() {
            return total(1);
        }

        private double total(int which) {
            double total = 0;
            for (var tenants : byClass.values()) {
                for (var tenant : setup.tenants()) {
                    var sum = tenants.get(tenant.name());
                    if (sum != null) {
                        total +=
                                setup.goals().alpha() == 0
                                        ? sum[which] / UNITS
                                        : tenant.weight() * StrictMath.log(sum[which] / UNITS);
                    }
                }
            }
            return total;
        }
    }
}
