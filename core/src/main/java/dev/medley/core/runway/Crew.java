package dev.medley.core.runway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Does independent tasks. Whoever has threads may use them; the answer does not depend on it.
@FunctionalInterface
public interface Crew {

    /// One after another.
    Crew ALONE = new Alone();

    /// The results, in the tasks' order.
    <T> List<T> all(String doing, List<Supplier<T>> tasks);

    /// Without threads.
    final class Alone implements Crew {
        @Override
        public <T> List<T> all(String doing, List<Supplier<T>> tasks) {
            var results = new ArrayList<T>();
            for (var task : tasks) {
                results.add(task.get());
            }
            return results;
        }
    }
}
