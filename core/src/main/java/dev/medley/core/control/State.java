package dev.medley.core.control;

import dev.medley.core.fit.Essence;
import dev.medley.core.place.Cluster;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Room;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that a controller knows. It changes in place, and only through [#apply]: a state is the sum
/// of its events, whoever decided them. Copying it for every decision would cost more than the
/// decisions.
public final class State {

    /// Works that are over are known by name for so long. What is older a journal must remember, so
    /// that names stay unique.
    public static final long CLOSED_KEPT_MS = 30L * 24 * 3_600_000;

    /// Of works that are over, at most so many are known, the latest.
    public static final int MOST_CLOSED = 100_000;

    private final Setup setup;
    final Cluster cluster;
    final TreeMap<String, Job> jobs = new TreeMap<>();
    final TreeMap<String, Run> runs = new TreeMap<>();
    final Departures departures;
    final TreeMap<String, Machine> machines = new TreeMap<>();
    private final List<TreeMap<String, Machine>> machinesOf = new ArrayList<>();
    final TreeMap<String, Event.Closed> closed = new TreeMap<>();
    final ArrayDeque<Event.Closed> closedInOrder = new ArrayDeque<>();
    final TreeMap<String, Reservation> reservations = new TreeMap<>();
    final List<Rounds.Kind> kinds = new ArrayList<>();
    private final LinkedHashMap<Work, Integer> kindOf = new LinkedHashMap<>();

    /// What measured rates are of predicted ones, by kind and pool; absent: not measured.
    final TreeMap<Integer, TreeMap<Integer, Double>> learnt = new TreeMap<>();

    final Ledger ledger;
    SortedMap<Priority, SortedMap<String, Double>> prices = Collections.emptySortedMap();
    List<Double> poolPrices = List.of();

    /// What works bought in the latest round that they did not have: replicas wanted, by place.
    SortedMap<String, List<Incumbents.Run>> promised = Collections.emptySortedMap();

    /// Where gangs found no room since something changed there.
    Room room = Room.EVERYWHERE;

    private long nowMs;
    private long events;

    /// Nothing has happened yet.
    public State(Setup setup) {
        this(setup, new Cluster(setup.tiers()));
    }

    private State(Setup setup, Cluster cluster) {
        this.setup = setup;
        this.cluster = cluster;
        setup.pools().forEach(_ -> machinesOf.add(new TreeMap<>()));
        this.departures = new Departures(setup.pools().size());
        this.ledger = new Ledger(setup.timing().halfLifeMs());
    }

    /// As far as [Snapshots] needs it to do the rest.
    State(Setup setup, Snapshot from) {
        this(setup, new Cluster(from.tiers(), from.seatedPools(), from.domains()));
        this.nowMs = from.nowMs();
        this.events = from.events();
    }

    /// The state that a snapshot was taken of; it goes on as that one would have.
    ///
    /// @throws IllegalArgumentException if it does not fit the setup: [Snapshot#misfits] says why
    public static State of(Setup setup, Snapshot snapshot) {
        return Snapshots.open(setup, snapshot);
    }

    /// Everything, as plain data that no later event changes.
    public Snapshot snapshot() {
        return Snapshots.of(this);
    }

    public Setup setup() {
        return setup;
    }

    /// When the latest event happened.
    public long nowMs() {
        return nowMs;
    }

    /// Events applied so far.
    public long events() {
        return events;
    }

    /// Work that is not over, by name.
    public SortedMap<String, Job> jobs() {
        return Collections.unmodifiableSortedMap(jobs);
    }

    /// Work that is over, of the last [#CLOSED_KEPT_MS] and at most [#MOST_CLOSED].
    public SortedMap<String, Event.Closed> closed() {
        return Collections.unmodifiableSortedMap(closed);
    }

    /// Runs that hold devices, by id.
    public SortedMap<String, Run> runs() {
        return Collections.unmodifiableSortedMap(runs);
    }

    /// Nodes, by id.
    public SortedMap<String, Machine> machines() {
        return Collections.unmodifiableSortedMap(machines);
    }

    public SortedMap<String, Reservation> reservations() {
        return Collections.unmodifiableSortedMap(reservations);
    }

    public Ledger ledger() {
        return ledger;
    }

    /// Who holds which device. Whoever looks must not touch.
    public Cluster cluster() {
        return cluster;
    }

    /// Equivalents that one more device of each pool would add, as of the latest round.
    public List<Double> poolPrices() {
        return poolPrices;
    }

    /// What works bought in the latest round that they did not have: replicas wanted, by place.
    public SortedMap<String, List<Incumbents.Run>> promised() {
        return promised;
    }

    @Nullable Job job(String work) {
        return jobs.get(work);
    }

    /// Changes the state as decided.
    public void apply(Event event) {
        nowMs = Math.max(nowMs, event.atMs());
        events++;
        switch (event) {
            case Event.Submitted e -> submit(e);
            case Event.Changed e -> change(e);
            case Event.CancelAsked e -> known(e.work()).cancelled = true;
            case Event.Closed e -> close(e);
            case Event.PutOff e -> putOff(e);
            case Event.RunPlaced e -> place(e);
            case Event.RunStarted e -> start(e);
            case Event.RunProgressed e -> progress(e);
            case Event.RunStopping e -> stop(e);
            case Event.RunEnded e -> end(e);
            case Event.NodeAdded e -> add(e);
            case Event.NodeLeaving e -> {
                machine(e.node()).leaving = true;
                settle(e.node());
            }
            case Event.NodeRemoved e -> {
                cluster.remove(e.node());
                machinesOf.get(machine(e.node()).pool).remove(e.node());
                machines.remove(e.node());
            }
            case Event.NodeCordoned e -> {
                var machine = machine(e.node());
                machine.cordoned = e.cordoned();
                machine.draining &= e.cordoned();
                settle(e.node());
            }
            case Event.NodeDraining e -> {
                machine(e.node()).draining = true;
                settle(e.node());
            }
            case Event.NodeDown e -> {
                machine(e.node()).lost = e.down();
                settle(e.node());
            }
            case Event.DeviceDown e -> downDevice(e);
            case Event.RateLearnt e -> learn(e);
            case Event.Priced e -> {
                prices = e.prices();
                poolPrices = e.poolPrices();
                promised = e.promised();
            }
            case Event.Cramped e -> room = room.without(e.pool(), e.gang());
            case Event.Reserved e -> reservations.put(e.reservation().work(), e.reservation());
            case Event.Unreserved e -> giveUp(e.work());
        }
    }

    // --- work -----------------------------------------------------------------------------------

    private void submit(Event.Submitted e) {
        jobs.put(e.work().name(), new Job(e.atMs(), e.work(), e.care(), kind(e.work())));
    }

    private void change(Event.Changed e) {
        var job = known(e.work().name());
        if (!Objects.equals(job.work.hoursToDeadline(), e.work().hoursToDeadline())) {
            job.deadlineFromMs = e.atMs();
        }
        var outlook = e.work().terms().outlook();
        // What lies ahead counts from the submission.
        job.work =
                outlook.equals(Outlook.NONE)
                        ? e.work()
                        : e.work()
                                .under(
                                        e.work()
                                                .terms()
                                                .seeing(outlook.later(job.hoursSince(e.atMs()))));
        job.kind = kind(e.work());
    }

    private void close(Event.Closed e) {
        jobs.remove(e.work());
        giveUp(e.work());
        keep(e);
        while (closedInOrder.size() > MOST_CLOSED
                || closedInOrder.getFirst().atMs() < nowMs - CLOSED_KEPT_MS) {
            closed.remove(closedInOrder.removeFirst().work());
        }
    }

    void keep(Event.Closed e) {
        closed.put(e.work(), e);
        closedInOrder.add(e);
    }

    /// Nodes that were kept for a work are everybody's again.
    private void giveUp(String work) {
        var reservation = reservations.remove(work);
        if (reservation != null) {
            room = room.opened(reservation.pool());
        }
    }

    private void putOff(Event.PutOff e) {
        var job = known(e.work());
        job.failures = e.failures();
        job.notBeforeMs = e.untilMs();
        job.lastTrouble = e.text();
    }

    private int kind(Work work) {
        var essence = Essence.of(work);
        var number = kindOf.get(essence);
        if (number != null) {
            return number;
        }
        keep(new Rounds.Kind(essence, Collections.nCopies(setup.pools().size(), 1.0)));
        return kinds.size() - 1;
    }

    void keep(Rounds.Kind kind) {
        kindOf.put(kind.essence(), kinds.size());
        kinds.add(kind);
    }

    private void learn(Event.RateLearnt e) {
        learnt.computeIfAbsent(e.kind(), _ -> new TreeMap<>()).put(e.pool(), e.ratio());
        var kind = kinds.get(e.kind());
        if (kind.ratios().get(e.pool()) != e.applied()) {
            var ratios = new ArrayList<>(kind.ratios());
            ratios.set(e.pool(), e.applied());
            kinds.set(e.kind(), new Rounds.Kind(kind.essence(), ratios));
        }
    }

    // --- runs -----------------------------------------------------------------------------------

    private void place(Event.RunPlaced e) {
        var job = known(e.work());
        var run = seat(e, kinds.get(job.kind).ratios().get(e.pool()));
        job.runsSoFar++;
        giveUp(job.work.name());
        ledger.hold(job.tenant, run.shares(), e.atMs());
    }

    Run seat(Event.RunPlaced e, double ratio) {
        var job = known(e.work());
        var run = new Run(e, job, setup.pools().get(e.pool()), ratio);
        cluster.hold(e.run(), e.member(), e.seats());
        runs.put(run.id, run);
        job.seat(run);
        departures.arrive(run);
        run.seats.forEach(seat -> machine(seat.node()).runs.put(run.id, run));
        return run;
    }

    private void start(Event.RunStarted e) {
        var run = run(e.run());
        if (run.phase == Run.Phase.STARTING) {
            departures.enter(run, Run.Phase.RUNNING);
        }
        run.startedMs = e.atMs();
        run.savedMs = e.atMs();
        run.heardMs = e.atMs();
    }

    private void progress(Event.RunProgressed e) {
        var run = run(e.run());
        run.heardMs = e.atMs();
        run.done = Math.max(run.done, e.done());
        if (e.saved() > run.saved) {
            run.saved = e.saved();
            run.savedMs = e.atMs();
            var job = known(run.work);
            job.saved = Math.max(job.saved, e.saved());
            job.failures = 0;
        }
    }

    private void stop(Event.RunStopping e) {
        var run = run(e.run());
        departures.enter(run, e.checkpoint() ? Run.Phase.CHECKPOINTING : Run.Phase.STOPPING);
        run.heardMs = e.atMs();
        run.askedMs = e.atMs();
    }

    private void end(Event.RunEnded e) {
        var run = run(e.run());
        var job = known(run.work);
        cluster.release(e.run());
        room = room.opened(run.pool);
        runs.remove(run.id);
        job.release(run);
        departures.depart(run);
        job.saved = Math.max(job.saved, e.saved());
        job.attainedMs += run.deviceMs(e.atMs());
        if (job.runs.isEmpty()) {
            job.waitingSinceMs = e.atMs();
        }
        run.seats.forEach(seat -> machine(seat.node()).runs.remove(run.id));
        ledger.hold(job.tenant, -run.shares(), e.atMs());
    }

    // --- nodes ----------------------------------------------------------------------------------

    private void add(Event.NodeAdded e) {
        room = room.opened(add(e.node()).pool);
    }

    Machine add(Node node) {
        cluster.add(node);
        int pool = setup.pool(node.pool());
        var machine = new Machine(node, pool, setup.pools().get(pool).carving().parts());
        machines.put(node.id(), machine);
        machinesOf.get(machine.pool).put(node.id(), machine);
        return machine;
    }

    private void downDevice(Event.DeviceDown e) {
        var down = machine(e.node()).down;
        if (e.down()) {
            down.add(e.device());
        } else {
            down.remove(e.device());
        }
        cluster.setDown(e.node(), e.device(), e.down());
        room = room.opened(machine(e.node()).pool);
    }

    private void settle(String node) {
        cluster.setCordoned(node, !machine(node).inService());
        room = room.opened(machine(node).pool);
    }

    /// The pool's nodes, by id.
    Collection<Machine> machinesOf(int pool) {
        return machinesOf.get(pool).values();
    }

    /// Whether all nodes that the run has seats on take new runs.
    boolean isInService(Run run) {
        for (var seat : run.seats) {
            var machine = machines.get(seat.node());
            if (machine == null || !machine.inService()) {
                return false;
            }
        }
        return true;
    }

    Job known(String work) {
        var job = jobs.get(work);
        if (job == null) {
            throw new IllegalStateException("There is no work '%s'.".formatted(work));
        }
        return job;
    }

    Run run(String id) {
        var run = runs.get(id);
        if (run == null) {
            throw new IllegalStateException("There is no run '%s'.".formatted(id));
        }
        return run;
    }

    Machine machine(String node) {
        var machine = machines.get(node);
        if (machine == null) {
            throw new IllegalStateException("There is no node '%s'.".formatted(node));
        }
        return machine;
    }

    /// Everything, in words: equal states say the same.
    public String describe() {
        var text = new StringBuilder();
        text.append("now=%d events=%d%n".formatted(nowMs, events));
        jobs.values().forEach(job -> text.append(job).append('\n'));
        runs.values().forEach(run -> text.append(run).append('\n'));
        machines.values().forEach(machine -> text.append(machine).append('\n'));
        closed.values().forEach(event -> text.append(event).append('\n'));
        reservations.values().forEach(one -> text.append(one).append('\n'));
        text.append(learnt).append('\n').append(prices).append('\n').append(ledger);
        text.append(room).append('\n');
        kinds.forEach(kind -> text.append(kind.ratios()).append('\n'));
        return text.toString();
    }
}
