package dev.medley.core.market;

import java.util.Arrays;

/// A plan under construction: the bid each row has, what is left of every resource, what every
/// group receives, and who sits on each resource. All changes go through [#put].
final class Plan {
    static final int NONE = -1;

    final Book book;
    final Goal goal;

    /// Bid of the book that each row has, or [#NONE].
    final int[] choice;

    final double[] left;
    final double[] received;

    /// Seats on a resource are `row * width + position of the need in the bid`.
    final int[][] seats;

    final int[] seatCount;
    final int width;
    private final int[] seatAt;

    Plan(Book book, Goal goal) {
        this.book = book;
        this.goal = goal;
        this.choice = new int[book.lots()];
        Arrays.fill(choice, NONE);
        this.left = book.capacity.clone();
        this.received = new double[goal.groups()];
        int widest = 1;
        for (int b = 0; b < book.value.length; b++) {
            widest = Math.max(widest, book.useStart[b + 1] - book.useStart[b]);
        }
        this.width = widest;
        this.seatAt = new int[book.lots() * widest];
        this.seats = new int[book.resources()][16];
        this.seatCount = new int[book.resources()];
    }

    /// Gives the row this bid (or [#NONE]) instead of the one it has.
    void put(int row, int bid) {
        int old = choice[row];
        if (old == bid) {
            return;
        }
        int group = goal.groupOf[book.kindOf[row]];
        if (old != NONE) {
            for (int i = book.useStart[old]; i < book.useStart[old + 1]; i++) {
                left[book.resource[i]] += book.need[i];
                leave(book.resource[i], row * width + i - book.useStart[old]);
            }
            if (group >= 0) {
                received[group] -= book.value[old];
            }
        }
        choice[row] = bid;
        if (bid != NONE) {
            for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
                left[book.resource[i]] -= book.need[i];
                sit(book.resource[i], row * width + i - book.useStart[bid]);
            }
            if (group >= 0) {
                received[group] += book.value[bid];
            }
        }
    }

    /// Whether the row could have this bid without anything being overfull that was not before.
    boolean fits(int row, int bid) {
        int old = choice[row];
        for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
            int r = book.resource[i];
            if (book.need[i] > left[r] + needOf(old, r)) {
                return false;
            }
        }
        return true;
    }

    double needOf(int bid, int resource) {
        if (bid != NONE) {
            for (int i = book.useStart[bid]; i < book.useStart[bid + 1]; i++) {
                if (book.resource[i] == resource) {
                    return book.need[i];
                }
            }
        }
        return 0;
    }

    double valueOf(int bid) {
        return bid == NONE ? 0 : book.value[bid];
    }

    boolean feasible() {
        for (double l : left) {
            if (l < 0) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        for (int row = 0; row < choice.length; row++) {
            put(row, NONE);
        }
    }

    void restore(int[] choices) {
        for (int row = 0; row < choice.length; row++) {
            put(row, choices[row]);
        }
    }

    private void sit(int resource, int seat) {
        int count = seatCount[resource]++;
        if (count == seats[resource].length) {
            seats[resource] = Arrays.copyOf(seats[resource], count * 2);
        }
        seats[resource][count] = seat;
        seatAt[seat] = count;
    }

    private void leave(int resource, int seat) {
        int last = seats[resource][--seatCount[resource]];
        seats[resource][seatAt[seat]] = last;
        seatAt[last] = seatAt[seat];
    }
}
