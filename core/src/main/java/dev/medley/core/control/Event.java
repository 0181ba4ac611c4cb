package dev.medley.core.control;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.place.Member;
import dev.medley.core.place.Node;
import dev.medley.core.place.Seat;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Room;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was decided: the only thing that changes a [State], and all of it.
public sealed interface Event {

    long atMs();

    record Submitted(long atMs, Work work, Care care) implements Event {}

    record Changed(long atMs, Work work) implements Event {}

    /// Nobody wants it any more; it is closed when its last run has ended.
    record CancelAsked(long atMs, String work) implements Event {}

    /// The work is over.
    record Closed(long atMs, String work, End end, String text) implements Event {}

    /// How a work ends.
    enum End {
        DONE,
        FAILED,
        CANCELLED
    }

    /// A run has its seats and is being started.
    record RunPlaced(
            long atMs,
            String run,
            String work,
            int pool,
            ShapeFit fit,
            Member member,
            List<Seat> seats)
            implements Event {
        public RunPlaced {
            seats = List.copyOf(seats);
        }
    }

    record RunStarted(long atMs, String run) implements Event {}

    record RunProgressed(long atMs, String run, double done, double saved) implements Event {}

    /// The run was asked to stop.
    record RunStopping(long atMs, String run, boolean checkpoint, String text) implements Event {}

    /// The run gave its devices back.
    record RunEnded(long atMs, String run, Observation.How how, double saved, String text)
            implements Event {}

    /// A failure: the work waits before it is tried again.
    record PutOff(long atMs, String work, int failures, long untilMs, String text)
            implements Event {}

    record NodeAdded(long atMs, Node node) implements Event {}

    record NodeLeaving(long atMs, String node) implements Event {}

    record NodeRemoved(long atMs, String node) implements Event {}

    record NodeCordoned(long atMs, String node, boolean cordoned) implements Event {}

    /// It is emptied, and takes nothing until it is uncordoned.
    record NodeDraining(long atMs, String node) implements Event {}

    record NodeDown(long atMs, String node, boolean down) implements Event {}

    record DeviceDown(long atMs, String node, int device, boolean down) implements Event {}

    /// Measured rates of works of this kind (by number) on this pool are such a part of predicted
    /// ones; `applied` is what bids are made with from now on.
    record RateLearnt(long atMs, int kind, int pool, double ratio, double applied)
            implements Event {}

    /// What a market round came to.
    ///
    /// @param poolPrices equivalents that one more device of each pool would add
    /// @param promised what works bought and do not have yet, by the work's name
    record Priced(
            long atMs,
            SortedMap<Priority, SortedMap<String, Double>> prices,
            List<Double> poolPrices,
            double objective,
            double bound,
            SortedMap<String, List<Incumbents.Run>> promised)
            implements Event {
        public Priced {
            prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
            poolPrices = List.copyOf(poolPrices);
            promised = Collections.unmodifiableSortedMap(new TreeMap<>(promised));
        }
    }

    /// A gang found no room, although nothing in its pool is about to be given back.
    record Cramped(long atMs, int pool, Room.Refused gang) implements Event {}

    /// Nodes are kept for a gang that found no room.
    record Reserved(long atMs, Reservation reservation) implements Event {}

    record Unreserved(long atMs, String work) implements Event {}
}
