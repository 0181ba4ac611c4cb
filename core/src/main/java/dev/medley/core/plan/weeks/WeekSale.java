package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;
import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Sells the weeks to the classes, one after another, as a plan of one day does: for sale is what
/// the classes before left, less what policy keeps for the classes below, in each week the floor's
/// share of the pool but no more than they ask for there.
final class WeekSale {

    private static final int MOVES_PER_LOT = 2;
    private static final int MOST_MOVES = 5_000;

    /// Tenants that share few works fairly need many tries to find who cedes which week to whom.
    private static final int FAIR_MOVES = 1_000;

    private final HorizonInput input;
    private final List<Ask> asks;
    private final Value value;
    private final TreeMap<String, Double> weights;

    /// What one class bought.
    record Sold(
            Priority priority,
            WeekBook book,
            WeekPrices prices,
            Fairness fairness,
            Draft draft,
            double bound) {

        /// In equivalents, or in utility where tenants share fairly.
        double objective() {
            return fairness.isFair() ? fairness.objective(draft.received(book)) : draft.objective();
        }

        double gap() {
            return fairness.gap(objective(), bound);
        }

        /// What a unit of the ask's value counts in the prices.
        double weight(int ask) {
            int g = book.group(ask);
            return g < 0 ? 1 : prices.weight()[g];
        }

        /// The same of the average unit that was sold.
        double averageWeight() {
            double[] received = draft.received(book);
            double weighted = 0;
            double all = 0;
            for (int g = 0; g < received.length; g++) {
                weighted += prices.weight()[g] * received[g];
                all += received[g];
            }
            return all > 0 ? weighted / all : 1;
        }
    }

    WeekSale(HorizonInput input, List<Ask> asks) {
        this.input = input;
        this.asks = List.copyOf(asks);
        var goals = input.base().goals();
        this.value =
                new Value(
                        goals.perMoneyPerHour(),
                        goals.perKilowatt(),
                        input.switching(),
                        input.time());
        this.weights = new TreeMap<>();
        input.base().tenants().forEach(tenant -> weights.put(tenant.name(), tenant.weight()));
    }

    List<Sold> sell() {
        var classes = new TreeSet<Priority>();
        asks.forEach(ask -> classes.add(priority(ask)));
        var all = Supply.of(input);
        var sold = new ArrayList<Sold>();
        int[] free = all.free().clone();
        long[] left = all.left().clone();
        for (var priority : classes) {
            int[] offered = free.clone();
            for (var lower : classes.tailSet(priority, false)) {
                keep(offered, lower);
            }
            var supply = new Supply(all.weeks(), all.pools(), offered, all.purses(), left);
            var one = sell(priority, supply);
            sold.add(one);
            int[] rest = one.draft().calendar.free();
            for (int i = 0; i < free.length; i++) {
                free[i] -= offered[i] - rest[i];
            }
            left = one.draft().left.clone();
        }
        return List.copyOf(sold);
    }

    private Sold sell(Priority priority, Supply supply) {
        int[] chosen = new int[asks.size()];
        int count = 0;
        for (int a = 0; a < chosen.length; a++) {
            if (priority(asks.get(a)) == priority) {
                chosen[count++] = a;
            }
        }
        double alpha = input.base().goals().alpha();
        var book = WeekBook.of(supply, asks, Arrays.copyOf(chosen, count), value, alpha > 0);
        var found = WeekSearch.of(book, Fairness.of(alpha, book, weights));
        var prices = found.prices();
        var fairness = found.fairness();
        var draft = new Draft(supply, asks, value);
        var filling = new Filling(draft, book, prices, fairness);
        filling.fill();
        int least = fairness.isFair() ? FAIR_MOVES : 0;
        filling.improve(Math.clamp((long) MOVES_PER_LOT * book.lots, least, MOST_MOVES));
        return new Sold(priority, book, prices, fairness, draft, prices.bound(book, fairness));
    }

    /// Takes out of the supply what is kept for a lower class.
    private void keep(int[] offered, Priority lower) {
        var goals = input.base().goals();
        double floor =
                switch (lower) {
                    case CORE -> 0;
                    case STANDARD -> goals.standardFloor();
                    case SPARE -> goals.spareFloor();
                };
        if (floor == 0) {
            return;
        }
        int pools = input.devices().size();
        long[] wanted = new long[offered.length];
        for (var ask : asks) {
            if (priority(ask) == lower) {
                for (int t = 0; t < input.weeks(); t++) {
                    for (var lot : lots(ask, t)) {
                        addMost(wanted, ask, t, lot);
                    }
                }
            }
        }
        for (int i = 0; i < offered.length; i++) {
            int devices = input.devices().get(i % pools).get(i / pools);
            long kept = (long) Math.floor(floor * devices);
            offered[i] = (int) Math.max(0, offered[i] - Math.min(kept, wanted[i]));
        }
    }

    private static List<List<Candidate>> lots(Ask ask, int week) {
        return switch (ask) {
            case Ask.Job job -> List.of(job.candidates());
            case Ask.Service service -> service.lots().get(week);
        };
    }

    /// Adds the most devices that the lot asks for in each pool.
    private void addMost(long[] wanted, Ask ask, int week, List<Candidate> lot) {
        int pools = input.devices().size();
        boolean[][] open =
                switch (ask) {
                    case Ask.Job job -> job.open();
                    case Ask.Service service -> service.open();
                };
        long[] most = new long[pools];
        for (var candidate : lot) {
            int p = candidate.pool();
            if (open[week][p] && candidate.devices() <= input.devices().get(p).get(week)) {
                most[p] = Math.max(most[p], candidate.devices());
            }
        }
        for (int p = 0; p < pools; p++) {
            wanted[week * pools + p] += most[p];
        }
    }

    private static Priority priority(Ask ask) {
        return ask.work().terms().priority();
    }
}
