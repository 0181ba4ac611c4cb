package dev.medley.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Threads for what takes longer than the event loop may be kept: a few, with short queues. What
/// finds no place is turned away with a problem.
final class Aside implements AutoCloseable {

    private static final int QUICK_WAITING = 500;
    private static final int SLOW_WAITING = 8;

    private final ThreadPoolExecutor quick = pool("medley-http-aside", 2, QUICK_WAITING);
    private final ThreadPoolExecutor slow = pool("medley-http-slow", 2, SLOW_WAITING);
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(CompletableFuture<Object> answer, long untilNanos) {
        boolean isOver(long now) {
            return answer.isCompletedExceptionally() || (answer.isDone() && now - untilNanos > 0);
        }
    }

    private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
        var pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().name(name + "-", 1).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /// For reading documents, files, tokens.
    <T> CompletableFuture<T> quick(Callable<T> task) {
        return run(quick, task);
    }

    /// For what computes for seconds.
    <T> CompletableFuture<T> slow(Callable<T> task) {
        return run(slow, task);
    }

    /// The same, once for all who ask at about the same time. Only for the event loop.
    ///
    /// @param freshS the answer is given again for so many seconds
    CompletableFuture<Object> shared(String question, long freshS, Callable<Object> task) {
        long now = System.nanoTime();
        kept.values().removeIf(k -> k.isOver(now));
        var before = kept.get(question);
        if (before != null) {
            return before.answer;
        }
        var answer = slow(task);
        if (!answer.isCompletedExceptionally()) {
            kept.put(question, new Kept(answer, now + TimeUnit.SECONDS.toNanos(freshS)));
        }
        return answer;
    }

    private static <T> CompletableFuture<T> run(ThreadPoolExecutor pool, Callable<T> task) {
        var answer = new CompletableFuture<T>();
        try {
            pool.execute(() -> complete(answer, task));
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(
                    Problem.busy("Too many questions of this kind wait already.").thrown());
        }
        return answer;
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // Whoever asked hears of everything.
    private static <T> void complete(CompletableFuture<T> answer, Callable<T> task) {
        try {
            answer.complete(task.call());
        } catch (Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        quick.shutdownNow();
        slow.shutdownNow();
    }
}
