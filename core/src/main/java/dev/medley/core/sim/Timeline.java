package dev.medley.core.sim;

import java.util.Comparator;
import java.util.PriorityQueue;

/// What is still to happen, in order of time; of equal times what was put in first comes first.
final class Timeline<T> {

    private record Entry<T>(long atMs, long number, T what) {}

    private final PriorityQueue<Entry<T>> queue =
            new PriorityQueue<>(
                    Comparator.<Entry<T>>comparingLong(Entry::atMs)
                            .thenComparingLong(Entry::number));
    private long numbers;
    private long nowMs;

    void put(long atMs, T what) {
        queue.add(new Entry<>(Math.max(nowMs, atMs), numbers++, what));
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /// Takes the next one out; now is then.
    T next() {
        var entry = queue.remove();
        nowMs = entry.atMs;
        return entry.what;
    }

    long nowMs() {
        return nowMs;
    }
}
