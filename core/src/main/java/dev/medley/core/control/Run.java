package dev.medley.core.control;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.Needs;
import dev.medley.core.fleet.Pool;
import dev.medley.core.place.Member;
import dev.medley.core.place.Seat;
import dev.medley.core.plan.Incumbents;

import java.util.List;

/// One gang of a work on its devices: a job has at most one, a service one per replica. Only
/// [State] changes it.
public final class Run {

    /// Where a run is in its life.
    public enum Phase {
        /// It has its seats; the executor was asked to start it.
        STARTING,
        RUNNING,
        /// It saves itself before it stops.
        CHECKPOINTING,
        /// It was asked to stop.
        STOPPING
    }

    final String id;
    final Job job;
    final String work;
    final int pool;
    final ShapeFit fit;
    final Member member;
    final List<Seat> seats;
    final Incumbents.Place place;
    final Carving carving;
    final long placedMs;

    /// What predicted rates had been multiplied with when it was placed.
    final double ratio;

    Phase phase = Phase.STARTING;
    long startedMs;

    /// When it last changed or was heard of.
    long heardMs;

    /// When it was asked to stop.
    long askedMs;

    /// When it last saved itself.
    long savedMs;

    double done;
    double saved;

    Run(Event.RunPlaced placed, Job job, Pool in, double ratio) {
        this.id = placed.run();
        this.job = job;
        this.work = placed.work();
        this.pool = placed.pool();
        this.fit = placed.fit();
        this.member = placed.member();
        this.seats = placed.seats();
        this.place = shared(job, Incumbents.Place.of(in.id(), fit.shape()));
        this.carving = in.carving();
        this.placedMs = placed.atMs();
        this.heardMs = placedMs;
        this.savedMs = placedMs;
        this.done = job.saved;
        this.saved = job.saved;
        this.ratio = ratio;
    }

    /// The same object for replicas in the same place, which are counted in every round.
    private static Incumbents.Place shared(Job job, Incumbents.Place place) {
        for (var other : job.runs.values()) {
            if (other.place.equals(place)) {
                return other.place;
            }
        }
        return place;
    }

    public String id() {
        return id;
    }

    public String work() {
        return work;
    }

    /// Index of its pool in the setup.
    public int pool() {
        return pool;
    }

    public ShapeFit fit() {
        return fit;
    }

    /// What each of its seats takes.
    public Member member() {
        return member;
    }

    /// What all its seats take beside devices.
    Needs beside() {
        return member.cpuMilli() == 0 && member.memoryBytes() == 0
                ? Needs.NONE
                : new Needs(member.cpuMilli(), member.memoryBytes()).times(seats.size());
    }

    public List<Seat> seats() {
        return seats;
    }

    public Phase phase() {
        return phase;
    }

    public long placedMs() {
        return placedMs;
    }

    /// Devices that it holds; parts where those of its pool are carved.
    public int devices() {
        return seats.size() * member.devices();
    }

    /// The same in shares of whole devices ([Carving#SHARES]).
    public long shares() {
        return carving.shares(devices());
    }

    /// Device-milliseconds that it has held until then; less than one is left out.
    long deviceMs(long atMs) {
        return devices() * (atMs - placedMs) / carving.parts();
    }

    /// What is lost by stopping it then: what it did since it last saved itself, or saving it, and
    /// another start.
    long lossMs(long atMs) {
        var care = job.care;
        return care.restartMs() + (care.savesOnStop() ? care.checkpointMs() : atMs - savedMs);
    }

    /// When it came up, or 0 if it has not.
    public long startedMs() {
        return startedMs;
    }

    /// Amount of its work that is done, earlier runs included.
    public double done() {
        return done;
    }

    /// Amount of its work that would survive an interruption.
    public double saved() {
        return saved;
    }

    /// When it was asked to stop, if it was.
    public long askedMs() {
        return askedMs;
    }

    /// Whether nobody asked it to stop.
    public boolean goesOn() {
        return phase == Phase.STARTING || phase == Phase.RUNNING;
    }

    @Override
    public String toString() {
        return "%s %s pool=%d %s done=%s saved=%s placed=%d started=%d heard=%d asked=%d at=%s"
                .formatted(
                        id, phase, pool, seats, done, saved, placedMs, startedMs, heardMs, askedMs,
                        savedMs);
    }
}
