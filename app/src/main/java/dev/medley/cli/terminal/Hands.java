package dev.medley.cli.terminal;

import dev.medley.core.runway.Crew;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Does tasks on all processors, and says how many are done.
public final class Hands implements Crew {

    private final Progress progress;

    public Hands(Progress progress) {
        this.progress = progress;
    }

    @Override
    public <T> List<T> all(String doing, List<Supplier<T>> tasks) {
        var done = new AtomicInteger();
        var results = new ArrayList<T>();
        IntStream.range(0, tasks.size())
                .parallel()
                .mapToObj(
                        i -> {
                            var result = tasks.get(i).get();
                            progress.say(doing, done.incrementAndGet(), tasks.size());
                            return result;
                        })
                .forEachOrdered(results::add);
        return results;
    }
}
