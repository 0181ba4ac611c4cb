package dev.medley.core.plan;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Shape;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What runs when a plan is made, and what leaving its place costs: work that moves loses the share
/// of its worth that the policy's switching times are of its horizon. Growing and shrinking in
/// place costs nothing.
///
/// @param runs what runs of each work and where, by the work's name
public record Incumbents(SortedMap<String, List<Run>> runs, Policy.Switching switching) {

    /// Nothing runs yet.
    public static final Incumbents NONE =
            new Incumbents(Collections.emptySortedMap(), Policy.Switching.DEFAULT);

    public Incumbents {
        var copy = new TreeMap<String, List<Run>>();
        runs.forEach((work, some) -> copy.put(work, List.copyOf(some)));
        runs = Collections.unmodifiableSortedMap(copy);
    }

    /// Equal replicas in one place; a job is one.
    public record Run(Place place, int replicas) {

        /// Quick where it is the same object: every round compares all that run.
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Run run
                            && replicas == run.replicas
                            && place.equals(run.place));
        }

        @Override
        public int hashCode() {
            return 31 * place.hashCode() + replicas;
        }
    }

    /// A pool and how the work lies on its devices there.
    ///
    /// @param pool id of the pool
    /// @param devices devices of one replica
    /// @param model id of the model variant
    public record Place(
            String pool,
            int devices,
            int tensorParallel,
            int pipelineParallel,
            int dataParallel,
            int expertParallel,
            int contextParallel,
            Precision precision,
            String model) {

        /// Quick where it is the same object: places are compared for every replica of a round.
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Place place
                            && devices == place.devices
                            && tensorParallel == place.tensorParallel
                            && pipelineParallel == place.pipelineParallel
                            && dataParallel == place.dataParallel
                            && expertParallel == place.expertParallel
                            && contextParallel == place.contextParallel
                            && precision == place.precision
                            && pool.equals(place.pool)
                            && model.equals(place.model));
        }

        @Override
        public int hashCode() {
            int number = 31 * pool.hashCode() + model.hashCode();
            number = 31 * number + devices;
            number = 31 * number + tensorParallel;
            number = 31 * number + pipelineParallel;
            number = 31 * number + dataParallel;
            number = 31 * number + expertParallel;
            return 31 * number + contextParallel;
        }

        public static Place of(String pool, Shape shape) {
            return new Place(
                    pool,
                    shape.devices(),
                    shape.tensorParallel(),
                    shape.pipelineParallel(),
                    shape.dataParallel(),
                    shape.expertParallel(),
                    shape.contextParallel(),
                    shape.precision(),
                    shape.model());
        }

        /// Whether a shape lies on devices like this, in whatever pool.
        public boolean isLike(Shape shape) {
            return devices == shape.devices()
                    && tensorParallel == shape.tensorParallel()
                    && pipelineParallel == shape.pipelineParallel()
                    && dataParallel == shape.dataParallel()
                    && expertParallel == shape.expertParallel()
                    && contextParallel == shape.contextParallel()
                    && precision == shape.precision()
                    && model.equals(shape.model());
        }
    }

    /// What runs of the work, and where.
    public List<Run> of(Work work) {
        return runs.getOrDefault(work.name(), List.of());
    }

    boolean runs(Work work) {
        return runs.containsKey(work.name());
    }

    boolean isAt(Work work, Place place) {
        return of(work).stream().anyMatch(run -> run.place().equals(place));
    }

    /// Share of its worth that the work keeps in this place.
    double kept(Work work, String pool, Shape shape) {
        return !runs(work) || isAt(work, Place.of(pool, shape)) ? 1 : 1 - switching.share(work);
    }
}
