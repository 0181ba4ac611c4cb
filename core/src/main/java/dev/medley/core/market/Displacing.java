package dev.medley.core.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Lets those into a plan who stay outside, or have less than they could, although they would gain
/// much at the prices: a large gang, say, where many small ones run.
///
/// GOAL: a plan that keeps to what runs and is about as good as one made anew. [Annealing] moves
/// few at a time, so no large gang ever came in, and every round was sold anew for its sake.
/// ALGORITHM: who loses most comes first. Where its best bid overfills a pool, those who are worth
/// least per device there give way, as many as it takes, each to the best place that is free. The
/// change stays if the objective gains by it.
final class Displacing {
    private static final int BIDS = 3;

    /// Who loses less than this share of the objective is left to smaller moves.
    private static final double MUCH = 0.0005;

    private final Plan plan;
    private final Margins margins;
    private final Book book;
    private final Goal goal;

    /// Rows that the move at hand changed, and what each had.
    private final List<int[]> changed = new ArrayList<>();

    Displacing(Plan plan, Margins margins) {
        this.plan = plan;
        this.margins = margins;
        this.book = plan.book;
        this.goal = plan.goal;
    }

    void run() {
        // A row's loss may have changed when its turn comes, and the objective then says so.
        double least = MUCH * Math.abs(Merit.objective(goal, plan.received));
        double[] loss = new double[plan.choice.length];
        for (int row = 0; row < loss.length; row++) {
            loss[row] = margins.best[book.kindOf[row]] - marginOf(plan.choice[row]);
        }
        int[] rows =
                IntStream.range(0, loss.length)
                        .filter(row -> loss[row] > least && goal.groupOf[book.kindOf[row]] >= 0)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer row) -> -loss[row]))
                        .mapToInt(row -> row)
                        .toArray();
        for (int row : rows) {
            enter(row);
        }
    }

    private double marginOf(int bid) {
        return bid == Plan.NONE ? 0 : margins.of[bid];
    }

    private void enter(int row) {
        int kind = book.kindOf[row];
        double now = marginOf(plan.choice[row]);
        var bids = new ArrayList<Integer>();
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            if (margins.of[b] > now && book.value[b] > plan.valueOf(plan.choice[row])) {
                bids.add(b);
            }
        }
        bids.sort(Comparator.comparingDouble((Integer b) -> -margins.of[b]));
        for (int b : bids.subList(0, Math.min(BIDS, bids.size()))) {
            double before = Merit.objective(goal, plan.received);
            boolean floors = Merit.floorsKept(goal, plan.received);
            changed.clear();
            if (makeRoom(row, b)) {
                boolean stillKept = !floors || Merit.floorsKept(goal, plan.received);
                if (stillKept && Merit.objective(goal, plan.received) > before) {
                    return;
                }
            }
            undo();
        }
    }

    /// Gives the row its bid and empties what is overfull; false if that cannot be.
    private boolean makeRoom(int row, int bid) {
        put(row, bid);
        for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
            if (plan.left[book.resource[i]] < 0 && !empty(book.resource[i], row)) {
                return false;
            }
        }
        // Those worth most of them choose first.
        for (int i = changed.size() - 1; i > 0; i--) {
            reseat(changed.get(i)[0]);
        }
        return true;
    }

    /// A row that sits on a resource; those worth least there come first.
    private record Sitter(int row, double rate) implements Comparable<Sitter> {
        @Override
        public int compareTo(Sitter other) {
            int byRate = Double.compare(rate, other.rate);
            return byRate != 0 ? byRate : Integer.compare(row, other.row);
        }
    }

    /// Takes those worth least per device from a resource until it is no longer overfull.
    private boolean empty(int r, int except) {
        double deficit = -plan.left[r];
        var sitters = new PriorityQueue<Sitter>();
        for (int i = 0; i < plan.seatCount[r]; i++) {
            int row = plan.seats[r][i] / plan.width;
            if (row != except) {
                sitters.add(new Sitter(row, rate(row, r, deficit)));
            }
        }
        while (!sitters.isEmpty() && plan.left[r] < 0) {
            put(sitters.remove().row, Plan.NONE);
        }
        return plan.left[r] >= 0;
    }

    /// What a row is worth for each unit of what is missing that it would give back.
    private double rate(int row, int r, double deficit) {
        int bid = plan.choice[row];
        return book.value[bid] / Math.min(deficit, plan.needOf(bid, r));
    }

    /// Gives a row that has none the best bid that fits.
    private void reseat(int row) {
        int kind = book.kindOf[row];
        int best = Plan.NONE;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            if ((best == Plan.NONE || margins.of[b] > margins.of[best]) && plan.fits(row, b)) {
                best = b;
            }
        }
        if (best != Plan.NONE) {
            put(row, best);
        }
    }

    private void put(int row, int bid) {
        changed.add(new int[] {row, plan.choice[row]});
        plan.put(row, bid);
    }

    private void undo() {
        for (int i = changed.size() - 1; i >= 0; i--) {
            plan.put(changed.get(i)[0], changed.get(i)[1]);
        }
        changed.clear();
    }
}
