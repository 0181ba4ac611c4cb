package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;
import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Sells the weeks to the classes, one after another, as a plan of one day does: for sale is what
/// the classes before left, less what policy keeps for the classes below, in each week the floor's
/// share of the pool but no more than they ask for there.
final class WeekSale {

    private static final int MOVES_PER_LOT = 2;
    private static final int MOST_MOVES = 5_000;

    private final HorizonInput input;
    private final List<Ask> asks;
    private final Value value;

    /// What one class bought.
    record Sold(Priority priority, WeekBook book, WeekPrices prices, Draft draft, double bound) {

        double objective() {
            return draft.objective();
        }
    }

    WeekSale(HorizonInput input, List<Ask> asks) {
        this.input = input;
        this.asks = List.copyOf(asks);
        var goals = input.base().goals();
        this.value = new Value(goals.perMoneyPerHour(), goals.perKilowatt());
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
        var book = WeekBook.of(supply, asks, Arrays.copyOf(chosen, count), value);
        var prices = WeekSearch.of(book);
        var draft = new Draft(supply, asks, value, input.switching());
        var filling = new Filling(draft, book, prices);
        filling.fill();
        filling.improve(Math.min(MOST_MOVES, MOVES_PER_LOT * book.lots));
        return new Sold(priority, book, prices, draft, prices.bound(book));
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
