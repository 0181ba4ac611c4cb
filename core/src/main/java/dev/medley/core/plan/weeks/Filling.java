package dev.medley.core.plan.weeks;

import dev.medley.core.market.Dice;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/// Makes a plan of one class at its prices, and a better one of it.
///
/// ALGORITHM. 1. Whoever gains most beside the price is seated first; then whatever still fits. 2.
/// Again and again, some that hold devices at a place that has a price give them back, together
/// with some that want to be there; all are seated anew in another order at other parts of the
/// prices. What is worth less than before is undone. The number of moves and the dice are fixed.
/// Where tenants share fairly, half of the moves let one cede some of its weeks to another: the
/// best plan lies between those in which either has all of them.
final class Filling {

    private static final long SEED = 20261122;
    private static final double[] PARTS = {1, 0.8, 0.5, 0.2, 0};
    private static final int MOST_HOLDERS = 4;
    private static final int MOST_WANTING = 3;

    private final Draft draft;
    private final WeekBook book;
    private final WeekPrices prices;
    private final Fairness fairness;
    private final JobSeating jobs;
    private final Standing standing;
    private final Dice dice = new Dice(SEED);

    /// A job, or a service in one week.
    ///
    /// @param week -1 for jobs
    private record Task(int ask, int week) {}

    Filling(Draft draft, WeekBook book, WeekPrices prices, Fairness fairness) {
        this.draft = draft;
        this.book = book;
        this.prices = prices;
        this.fairness = fairness;
        this.jobs = new JobSeating(draft);
        this.standing = new Standing(book, prices, fairness);
    }

    void fill() {
        for (var task : tasks()) {
            if (task.week < 0) {
                seat(task, 1);
            }
        }
        clearServices();
        standing.receive(draft.received(book));
        for (var task : tasks()) {
            topUp(task);
        }
        standing.receive(draft.received(book));
    }

    /// All tasks of the book, those first that gain the largest share of their value.
    private List<Task> tasks() {
        int weeks = draft.supply.weeks();
        double[] margin = new double[draft.asks.size() * weeks];
        double[] top = new double[margin.length];
        boolean[] present = new boolean[margin.length];
        for (int lot = 0; lot < book.lots; lot++) {
            int week = isJob(book.ask[lot]) ? 0 : book.week[lot];
            int at = book.ask[lot] * weeks + week;
            double best = 0;
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                best = Math.max(best, margin(lot, b));
            }
            margin[at] += best;
            top[at] += standing.weight(book.ask[lot]) * book.top[lot];
            present[at] = true;
        }
        for (int a = 0; a < draft.asks.size(); a++) {
            int j = book.jobOf[a];
            if (j >= 0) {
                margin[a * weeks] += prices.own()[j];
                top[a * weeks] = Math.max(prices.own()[j], bestWhole(a)) + 1e-12;
            }
        }
        var order = new ArrayList<Integer>();
        for (int at = 0; at < present.length; at++) {
            if (present[at]) {
                order.add(at);
            }
        }
        order.sort(
                Comparator.comparingDouble((Integer at) -> -margin[at] / top[at])
                        .thenComparingInt(at -> at));
        return order.stream()
                .map(at -> new Task(at / weeks, isJob(at / weeks) ? -1 : at % weeks))
                .toList();
    }

    /// What all of the job's work is worth at most.
    private double bestWhole(int a) {
        var job = draft.job(a);
        double best = 0;
        for (int k = 0; k < job.candidates().size(); k++) {
            best = Math.max(best, draft.value.ofJob(job, 0, k) / job.progress(k));
        }
        return standing.weight(a) * best;
    }

    private double margin(int lot, int bid) {
        return book.margin(lot, bid, prices.price(), prices.own(), prices.weight());
    }

    private boolean isJob(int a) {
        return draft.choice[a].length > 0;
    }

    private Ask.Service service(int a) {
        return switch (draft.asks.get(a)) {
            case Ask.Service service -> service;
            case Ask.Job job -> throw new IllegalArgumentException(job.work().name());
        };
    }

    private void seat(Task task, double part) {
        if (task.week < 0) {
            jobs.seat(task.ask, prices, part, standing.weight(task.ask));
        } else {
            serve(task, part);
        }
    }

    private void serve(Task task, double part) {
        for (int lot = 0; lot < draft.taken[task.ask][task.week].length; lot++) {
            if (draft.taken[task.ask][task.week][lot] == Draft.NONE) {
                serveLot(task.ask, task.week, lot, part);
            }
        }
    }

    private void serveLot(int a, int week, int lot, double part) {
        var service = service(a);
        var candidates = service.lots().get(week).get(lot);
        var before = draft.placesBefore(a, service, week);
        int best = Draft.NONE;
        double most = 0;
        for (int k = 0; k < candidates.size(); k++) {
            var one = candidates.get(k);
            double paid = draft.paid(a, week, one, prices.price());
            double kept = 1 - draft.lost(service, week, lot, k, before);
            double gain =
                    standing.weight(a) * kept * draft.value.ofService(one, week) - part * paid;
            if (gain > most && draft.fitsService(a, service, week, lot, k)) {
                most = gain;
                best = k;
            }
        }
        if (best != Draft.NONE) {
            draft.serve(a, service, week, lot, best);
        }
    }

    private void clearServices() {
        var market = new WeekMarket(draft, book, prices);
        var lots = new ArrayList<List<Integer>>();
        for (int t = 0; t < draft.supply.weeks(); t++) {
            lots.add(new ArrayList<>());
        }
        for (int lot = 0; lot < book.lots; lot++) {
            if (!isJob(book.ask[lot])) {
                lots.get(book.week[lot]).add(lot);
            }
        }
        for (int t = 0; t < lots.size(); t++) {
            market.clear(t, lots.get(t));
        }
    }

    /// Uses what is left over, whatever its price.
    private void topUp(Task task) {
        if (task.week >= 0) {
            serve(task, 0);
        } else if (!isDone(task)) {
            retry(List.of(task), 0);
        }
    }

    private boolean isDone(Task task) {
        if (task.week < 0) {
            return book.jobOf[task.ask] >= 0 && draft.progress(task.ask) >= 1 - 1e-6;
        }
        for (int chosen : draft.taken[task.ask][task.week]) {
            if (chosen == Draft.NONE) {
                return false;
            }
        }
        return true;
    }

    /// Weeks in which a task gives up what it holds in a pool.
    private record Cession(Task task, int pool, int from, int to) {}

    /// Takes devices from these and seats them again in this order; undone if that is worth less.
    private boolean retry(List<Task> some, double part) {
        return retry(some, part, null);
    }

    /// @param cession what one of them gives up instead, the others being seated there
    private boolean retry(List<Task> some, double part, @Nullable Cession cession) {
        long[] left = draft.left.clone();
        var choices = new ArrayList<int[]>();
        var shares = new ArrayList<double[]>();
        double[] before = values(some);
        draft.calendar.mark();
        for (var task : some) {
            choices.add(
                    task.week < 0
                            ? draft.choice[task.ask].clone()
                            : draft.taken[task.ask][task.week].clone());
            shares.add(draft.share[task.ask].clone());
        }
        for (var task : some) {
            if (cession != null && task.equals(cession.task)) {
                cede(cession);
            } else {
                clear(task);
            }
        }
        for (var task : some) {
            if (cession == null || !task.equals(cession.task)) {
                seat(task, part);
            }
        }
        if (cession != null && cession.task.week >= 0) {
            serve(cession.task, 0);
        }
        if (part > 0) {
            for (var task : some) {
                if (task.week >= 0) {
                    serve(task, 0);
                }
            }
        }
        double[] after = values(some);
        int[] asks = some.stream().mapToInt(Task::ask).toArray();
        double gain = standing.gain(asks, before, after);
        if (gain >= -1e-12 * DoubleStream.of(before).sum()) {
            standing.change(asks, before, after);
            return gain > 0;
        }
        draft.calendar.undo();
        System.arraycopy(left, 0, draft.left, 0, left.length);
        for (int i = 0; i < some.size(); i++) {
            var task = some.get(i);
            int[] to = task.week < 0 ? draft.choice[task.ask] : draft.taken[task.ask][task.week];
            System.arraycopy(choices.get(i), 0, to, 0, to.length);
            System.arraycopy(shares.get(i), 0, draft.share[task.ask], 0, shares.get(i).length);
        }
        return false;
    }

    private void cede(Cession cession) {
        int a = cession.task.ask;
        if (cession.task.week < 0) {
            for (int t = cession.from; t <= cession.to; t++) {
                draft.stop(a, t);
            }
            return;
        }
        var service = service(a);
        int week = cession.task.week;
        var lots = service.lots().get(week);
        for (int lot = lots.size() - 1; lot >= 0; lot--) {
            int k = draft.taken[a][week][lot];
            if (k != Draft.NONE && lots.get(lot).get(k).pool() == cession.pool) {
                draft.unserve(a, service, week, lot);
            }
        }
    }

    private void clear(Task task) {
        if (task.week < 0) {
            draft.stopAll(task.ask);
            return;
        }
        var service = service(task.ask);
        for (int lot = 0; lot < draft.taken[task.ask][task.week].length; lot++) {
            draft.unserve(task.ask, service, task.week, lot);
        }
    }

    private double[] values(List<Task> some) {
        return some.stream().mapToDouble(this::valueOf).toArray();
    }

    /// Of a service, the week after as well: what loads anew then depends on where it runs now.
    private double valueOf(Task task) {
        if (task.week < 0) {
            return draft.valueOf(task.ask);
        }
        var service = service(task.ask);
        double value = draft.valueOf(task.ask, service, task.week);
        boolean goesOn = task.week + 1 < draft.supply.weeks() && draft.value.lostByServices() > 0;
        return goesOn ? value + draft.valueOf(task.ask, service, task.week + 1) : value;
    }

    /// Looks for better plans.
    void improve(int moves) {
        var byWeek = byWeek();
        double[] upTo = new double[draft.supply.weeks() * draft.supply.pools()];
        double sum = 0;
        for (int t = 0; t < draft.supply.weeks(); t++) {
            for (int p = 0; p < draft.supply.pools(); p++) {
                sum += prices.price()[draft.supply.row(t, p)] * draft.supply.free(t, p);
                upTo[draft.place(t, p)] = sum;
            }
        }
        for (int move = 0; move < moves && sum > 0; move++) {
            double mark = dice.uniform() * sum;
            int place = 0;
            while (upTo[place] <= mark && place < upTo.length - 1) {
                place++;
            }
            int week = place / draft.supply.pools();
            if (fairness.isFair() && dice.below(2) == 0) {
                cede(byWeek.get(week), week, place % draft.supply.pools());
                continue;
            }
            var some = choose(byWeek.get(week), week, place % draft.supply.pools());
            if (!some.isEmpty()) {
                retry(some, PARTS[dice.below(PARTS.length)]);
            }
        }
    }

    /// Lets one that holds devices there cede some weeks to one that wants more.
    private void cede(List<Task> all, int week, int pool) {
        var holders = new ArrayList<Task>();
        var wanting = new ArrayList<Task>();
        for (var task : all) {
            if (holds(task, week, pool)) {
                holders.add(task);
            }
            if (!isDone(task)) {
                wanting.add(task);
            }
        }
        if (holders.isEmpty() || wanting.isEmpty()) {
            return;
        }
        var giver = holders.get(dice.below(holders.size()));
        var taker = wanting.get(dice.below(wanting.size()));
        if (giver.equals(taker)) {
            return;
        }
        int last = draft.supply.weeks() - 1;
        int from = dice.below(2) == 0 ? week : dice.below(week + 1);
        int to = dice.below(2) == 0 ? week : week + dice.below(last - week + 1);
        retry(List.of(giver, taker), 0, new Cession(giver, pool, from, to));
    }

    /// Tasks that may hold devices in each week.
    private List<List<Task>> byWeek() {
        var byWeek = new ArrayList<List<Task>>();
        for (int t = 0; t < draft.supply.weeks(); t++) {
            byWeek.add(new ArrayList<>());
        }
        for (var task : tasks()) {
            for (int t = 0; t < byWeek.size(); t++) {
                if (task.week < 0 || task.week == t) {
                    byWeek.get(t).add(task);
                }
            }
        }
        return byWeek;
    }

    private List<Task> choose(List<Task> all, int week, int pool) {
        var holders = new ArrayList<Task>();
        var wanting = new ArrayList<Task>();
        for (var task : all) {
            if (holds(task, week, pool)) {
                holders.add(task);
            } else if (!isDone(task)) {
                wanting.add(task);
            }
        }
        var some = new ArrayList<Task>();
        draw(holders, 1 + dice.below(MOST_HOLDERS), some);
        draw(wanting, dice.below(MOST_WANTING + 1), some);
        for (int i = some.size() - 1; i > 0; i--) {
            int other = dice.below(i + 1);
            var held = some.get(i);
            some.set(i, some.get(other));
            some.set(other, held);
        }
        return some;
    }

    private void draw(List<Task> from, int count, List<Task> to) {
        for (int i = 0; i < count && !from.isEmpty(); i++) {
            int at = dice.below(from.size());
            to.add(from.get(at));
            from.set(at, from.getLast());
            from.removeLast();
        }
    }

    private boolean holds(Task task, int week, int pool) {
        if (task.week < 0) {
            int k = draft.choice[task.ask][week];
            return k != Draft.NONE && draft.job(task.ask).candidates().get(k).pool() == pool;
        }
        var lots = service(task.ask).lots().get(week);
        for (int lot = 0; lot < lots.size(); lot++) {
            int k = draft.taken[task.ask][week][lot];
            if (k != Draft.NONE && lots.get(lot).get(k).pool() == pool) {
                return true;
            }
        }
        return false;
    }
}
